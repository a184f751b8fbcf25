package io.edgeward.cli.daemon;

import io.edgeward.cli.contract.Complaint;
import io.edgeward.cli.contract.ExitStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the daemon said.
 *
 * @param status of HTTP
 */
public record Answer(int status, JsonNode body) {
    /**
     * The body, where the request was granted.
     *
     * @throws io.edgeward.cli.contract.Failure with the daemon's problem, where it was not
     */
    public JsonNode granted() {
        if (status >= 200 && status < 300) {
            return body;
        }
        throw complaint().failure();
    }

    /** The daemon's problem; always with an exit status of the contract. */
    private Complaint complaint() {
        if (!(body instanceof ObjectNode problem) || !problem.has("title")) {
            return Complaint.internal(
                    "The daemon answered with HTTP status " + status + " and no reason.",
                    "See `journalctl -u edgeward`.");
        }
        int exit = problem.path("exit").asInt(-1);
        if (exit <= ExitStatus.NOT_COMPLIANT || !ExitStatus.isKnown(exit)) {
            problem = problem.deepCopy().put("exit", exitOf(status));
        }
        return new Complaint(problem);
    }

    private static int exitOf(int status) {
        return switch (status) {
            case 400, 404, 405, 413, 415, 422 -> ExitStatus.INVALID;
            case 401, 403, 409, 412, 423, 428, 429 -> ExitStatus.REFUSED;
            default -> ExitStatus.INTERNAL;
        };
    }
}
