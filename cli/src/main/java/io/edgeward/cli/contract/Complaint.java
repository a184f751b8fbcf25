package io.edgeward.cli.contract;

import tools.jackson.databind.node.ObjectNode;

/**
 * Why a command ends without what was asked: an RFC 9457 problem, the daemon's or one of our own.
 *
 * @param problem has {@code title}, {@code detail}, {@code exit} and maybe {@code errors}
 */
public record Complaint(ObjectNode problem) {
    /** One of our own, with the way out; {@code word} names its type. */
    public static Complaint of(
            String word, int exit, String title, String detail, String... tryThis) {
        ObjectNode problem =
                Json.object()
                        .put("type", "urn:edgeward:problem:" + word)
                        .put("title", title)
                        .put("detail", detail)
                        .put("exit", exit);
        var ways = problem.putArray("tryThis");
        for (String way : tryThis) {
            ways.add(way);
        }
        return new Complaint(problem);
    }

    /** Wrong usage, or input that cannot be read. */
    public static Complaint invalid(String detail, String... tryThis) {
        return of("invalid", ExitStatus.INVALID, "Invalid input", detail, tryThis);
    }

    /** Something that is neither the user's fault nor foreseen. */
    public static Complaint internal(String detail, String... tryThis) {
        return of("internal", ExitStatus.INTERNAL, "Internal error", detail, tryThis);
    }

    public int exit() {
        return problem.path("exit").asInt(ExitStatus.INTERNAL);
    }

    /** To be thrown. */
    public Failure failure() {
        return new Failure(this);
    }
}
