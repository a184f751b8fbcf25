package io.edgeward.gateway.api;

/** Ends a request with a problem. */
final class RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemAnswer answer;

    RequestRefused(ProblemAnswer answer) {
        super(answer.detail(), null, false, false);
        this.answer = answer;
    }

    ProblemAnswer answer() {
        return answer;
    }
}
