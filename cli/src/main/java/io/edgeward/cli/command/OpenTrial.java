package io.edgeward.cli.command;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.contract.Complaint;
import io.edgeward.cli.contract.ExitStatus;
import io.edgeward.cli.daemon.Daemon;
import io.edgeward.cli.daemon.Request;
import tools.jackson.databind.JsonNode;

/** The trial that is open, and what is asked of it. */
final class OpenTrial {
    private OpenTrial() {}

    /**
     * Its generation.
     *
     * @throws io.edgeward.cli.contract.Failure where none is open
     */
    static long id(Daemon daemon) {
        JsonNode trial = daemon.ask(Request.get("/trial")).granted();
        if (!trial.path("open").asBoolean(false)) {
            throw Complaint.of(
                            "conflict",
                            ExitStatus.REFUSED,
                            "No trial is open",
                            "Nothing is on trial. If one was, it is confirmed or reverted by now.",
                            "edgeward log")
                    .failure();
        }
        return trial.path("generation").asLong(0);
    }

    /** Asks for something and tells what became of it. */
    static int ask(Call call, Daemon daemon, Request request) {
        JsonNode answer = daemon.ask(request).granted();
        Changes.tell(call, answer);
        return Changes.exitOf(answer);
    }

    static Request request(long id, String what) {
        return Request.post("/trial/" + id + "/" + what);
    }
}
