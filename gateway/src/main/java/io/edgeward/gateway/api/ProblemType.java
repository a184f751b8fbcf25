package io.edgeward.gateway.api;

/** The kinds of refusal, each with its usual HTTP status and the exit status of a command. */
enum ProblemType {
    INVALID("invalid", 422, 2, "The request is not valid"),
    TOO_LARGE("too-large", 413, 2, "The request is too large"),
    NOT_FOUND("not-found", 404, 2, "There is nothing of this name"),
    GUARDED("guarded", 409, 3, "This would lock the owner out"),
    CONFLICT("conflict", 409, 3, "This cannot be done now"),
    FORBIDDEN("forbidden", 403, 3, "You may not do this"),
    REVERTED("reverted", 500, 5, "It did not work and is undone"),
    STRANDED("stranded", 500, 6, "It did not work, and undoing it was not complete"),
    INTERNAL("internal", 500, 7, "Edgeward itself failed"),
    NOT_ADOPTED("not-adopted", 503, 7, "Edgeward does not know this gateway yet"),
    APPLIER_UNREACHABLE("applier-unreachable", 503, 7, "The applier does not answer");

    private final String word;
    private final int status;
    private final int exit;
    private final String title;

    ProblemType(String word, int status, int exit, String title) {
        this.word = word;
        this.status = status;
        this.exit = exit;
        this.title = title;
    }

    String uri() {
        return "urn:edgeward:problem:" + word;
    }

    int status() {
        return status;
    }

    int exit() {
        return exit;
    }

    String title() {
        return title;
    }
}
