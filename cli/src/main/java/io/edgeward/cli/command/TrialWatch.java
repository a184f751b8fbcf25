package io.edgeward.cli.command;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.contract.Complaint;
import io.edgeward.cli.contract.ExitStatus;
import io.edgeward.cli.contract.Failure;
import io.edgeward.cli.contract.Json;
import io.edgeward.cli.daemon.Daemon;
import io.edgeward.cli.daemon.Request;
import io.edgeward.cli.text.Page;
import io.edgeward.cli.text.Style;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Follows a trial to its end. Leaves it alone in any case: it neither confirms nor reverts. Its
 * waiting ends even if the daemon never answers again.
 */
final class TrialWatch {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final Duration TELLING = Duration.ofSeconds(10);

    private final Call call;
    private final Daemon daemon;

    TrialWatch(Call call, Daemon daemon) {
        this.call = call;
        this.daemon = daemon;
    }

    /** Follows the trial that {@code answer} to {@code request} tells of; gives the exit status. */
    int follow(JsonNode answer, Request request) {
        JsonNode outcome = Changes.outcomeIn(answer);
        long id = outcome.path("generation").asLong(0);
        if (!call.json()) {
            Changes.tell(call, answer);
            call.surroundings().out().flush();
        }
        Thread farewell = new Thread(() -> leave(answer, id), "farewell");
        Runtime.getRuntime().addShutdownHook(farewell);
        JsonNode end;
        try {
            untilClosed(id, outcome.path("secondsLeft").asLong(0));
            end = endOf(id);
        } finally {
            Runtime.getRuntime().removeShutdownHook(farewell);
        }
        return tellEnd(answer, end, request);
    }

    /** Ctrl-C, or the session was cut: says that the trial goes on, and ends as "on trial". */
    private void leave(JsonNode answer, long id) {
        Page page = call.aside().blank();
        page.line(
                "Left while generation "
                        + id
                        + " is on trial: it was neither confirmed nor reverted, and reverts by"
                        + " itself unless confirmed.",
                Style.WARNING);
        page.block("Keep it", "log in anew and run: edgeward confirm " + id);
        page.block("Undo it", "edgeward revert");
        call.say(page);
        if (call.json()) {
            call.document(answer);
        }
        call.surroundings().out().flush();
        Runtime.getRuntime().halt(ExitStatus.ON_TRIAL);
    }

    private void untilClosed(long id, long secondsLeft) {
        Countdown countdown = new Countdown(call, id);
        long deadline = System.nanoTime() + Duration.ofSeconds(secondsLeft).plus(GRACE).toNanos();
        while (true) {
            try {
                JsonNode trial = daemon.ask(Request.get("/trial")).granted();
                if (!trial.path("open").asBoolean(false)
                        || trial.path("generation").asLong(0) != id) {
                    countdown.end();
                    return;
                }
                long left = trial.path("secondsLeft").asLong(0);
                deadline = System.nanoTime() + Duration.ofSeconds(left).plus(GRACE).toNanos();
                countdown.show(left);
            } catch (Failure e) {
                countdown.lost();
                if (System.nanoTime() > deadline
                        || e.complaint().exit() != ExitStatus.UNREACHABLE) {
                    throw e;
                }
            }
            pause();
        }
    }

    /** What became of it, as the event log tells; without a word there, as the links tell. */
    private JsonNode endOf(long id) {
        long latest = System.nanoTime() + GRACE.toNanos();
        long told = System.nanoTime() + TELLING.toNanos();
        while (true) {
            JsonNode status = daemon.ask(Request.get("/status")).granted();
            if (status.path("confirmed").asLong(0) == id) {
                return Json.object()
                        .put("outcome", "confirmed")
                        .put("exit", 0)
                        .put("generation", id);
            }
            Optional<JsonNode> event = endInEvents(id);
            if (event.isPresent()) {
                return ended(id, status, event.get());
            }
            boolean busy = status.path("busy").asBoolean(false);
            if (System.nanoTime() > (busy ? latest : told)) {
                return ended(id, status, Json.object().put("outcome", "reverted"));
            }
            pause();
        }
    }

    private Optional<JsonNode> endInEvents(long id) {
        return daemon.ask(Request.get("/events").with("atMost", "100"))
                .granted()
                .path("events")
                .valueStream()
                .filter(it -> it.path("generation").asLong(0) == id)
                .filter(it ->
                        switch (it.path("outcome").asString("")) {
                            case "confirmed", "reverted", "stranded" -> true;
                            default -> false;
                        })
                .reduce((_, newer) -> newer);
    }

    private static JsonNode ended(long id, JsonNode status, JsonNode event) {
        ObjectNode end = Json.object();
        String outcome = event.path("outcome").asString("");
        end.put("outcome", outcome);
        end.put(
                "exit",
                switch (outcome) {
                    case "confirmed" -> ExitStatus.DONE;
                    case "stranded" -> ExitStatus.STRANDED;
                    default -> ExitStatus.REVERTED;
                });
        end.put("generation", id);
        end.put("backTo", status.path("active").asLong(0));
        end.put("why", event.path("why").asString(""));
        return end;
    }

    private int tellEnd(JsonNode answer, JsonNode end, Request request) {
        int exit = end.path("exit").asInt(ExitStatus.INTERNAL);
        if (exit != ExitStatus.DONE) {
            throw undone(end, exit).failure();
        }
        JsonNode whole = end;
        if (answer.path("outcome").isObject()) {
            ObjectNode enforced = ((ObjectNode) answer).deepCopy();
            JsonNode after = auditAgain(request);
            exit =
                    after.path("compliant").asBoolean(false)
                            ? ExitStatus.DONE
                            : ExitStatus.NOT_COMPLIANT;
            whole = enforced.set("outcome", end).set("after", after).put("exit", exit);
        }
        Changes.tell(call, whole);
        return exit;
    }

    private JsonNode auditAgain(Request enforce) {
        Request audit = Request.get("/audit");
        for (Request.Option option : enforce.options()) {
            audit = audit.with(option.name(), option.value()); // the profile, and what is kept
        }
        return daemon.ask(audit).granted();
    }

    private static Complaint undone(JsonNode end, int exit) {
        long id = end.path("generation").asLong(0);
        String why = end.path("why").asString("");
        String detail =
                "Generation "
                        + id
                        + " was not confirmed"
                        + (why.isEmpty() ? "" : " (" + why + ")")
                        + "; generation "
                        + end.path("backTo").asLong(0)
                        + " is active.";
        return exit == ExitStatus.STRANDED
                ? Complaint.of("stranded", exit, "Stranded", detail, "edgeward doctor")
                : Complaint.of(
                        "reverted",
                        exit,
                        "Reverted",
                        detail,
                        "Make it again, and confirm it in time from a new login; edgeward log"
                                + " tells more.");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Complaint.internal("Interrupted while waiting.").failure();
        }
    }
}
