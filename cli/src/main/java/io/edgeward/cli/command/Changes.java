package io.edgeward.cli.command;

import static io.edgeward.cli.contract.ExitStatus.INTERNAL;
import static io.edgeward.cli.contract.ExitStatus.ON_TRIAL;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.contract.Complaint;
import io.edgeward.cli.contract.ExitStatus;
import io.edgeward.cli.contract.Json;
import io.edgeward.cli.daemon.Daemon;
import io.edgeward.cli.daemon.Request;
import io.edgeward.cli.text.EnforcePage;
import io.edgeward.cli.text.OutcomePage;
import io.edgeward.cli.text.Page;
import io.edgeward.cli.text.Style;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The one path of every change: warn, make, tell, and follow the trial where asked. */
final class Changes {
    private final Call call;
    private final ChangeOptions options;
    private final Daemon daemon;

    private Changes(Call call, ChangeOptions options) {
        this.call = call;
        this.options = options;
        this.daemon = call.daemon();
    }

    /** Makes the change that {@code request} asks for, with the options of the call. */
    static int make(Call call, Request request) {
        return new Changes(call, ChangeOptions.of(call)).make(request);
    }

    private int make(Request request) {
        Request asked = options.on(request);
        if (!options.dryRun()) {
            warnOf(outcomeIn(daemon.ask(asked.with("dryRun", "true")).granted()));
        }
        JsonNode answer = daemon.ask(asked).granted();
        int exit = exitOf(answer);
        if (exit == ON_TRIAL && options.waits()) {
            return new TrialWatch(call, daemon).follow(answer, request);
        }
        tell(call, answer);
        return exit;
    }

    /** What became of the change, in the answer to any change. */
    static JsonNode outcomeIn(JsonNode answer) {
        return answer.path("outcome").isObject() ? answer.path("outcome") : answer;
    }

    /** The exit status that the daemon gave; an open trial comes before compliance. */
    static int exitOf(JsonNode answer) {
        if (outcomeIn(answer).path("exit").asInt(INTERNAL) == ON_TRIAL) {
            return ON_TRIAL;
        }
        int exit = answer.path("exit").asInt(-1);
        if (!ExitStatus.isKnown(exit)) {
            throw Complaint.internal(
                            "The daemon answered what this command line does not understand: "
                                    + Json.compact(answer),
                            "Look whether both are of one version: edgeward status, edgeward"
                                    + " --version")
                    .failure();
        }
        return exit;
    }

    static void tell(Call call, JsonNode answer) {
        LocalTime now = LocalTime.now(call.surroundings().clock());
        call.tell(answer, (it, page) -> write(it, now, page));
    }

    private static void write(JsonNode answer, LocalTime now, Page page) {
        if (answer.path("outcome").isObject()) {
            EnforcePage.write(answer, now, page);
        } else {
            OutcomePage.write(answer, now, page);
        }
    }

    /** Whoever is about to cut the branch that he sits on is told before. */
    private void warnOf(JsonNode outcome) {
        List<String> lost =
                outcome.path("plan")
                        .path("waysLost")
                        .valueStream()
                        .map(it -> it.asString(""))
                        .toList();
        if (lost.isEmpty() || !outcome.path("plan").path("refused").isEmpty()) {
            return;
        }
        Optional<String> own = OwnSession.among(lost, call.surroundings().environment());
        Page page = call.aside();
        page.line("Warning: this change closes " + String.join(", ", lost) + ".", Style.WARNING);
        page.under(
                own.isPresent()
                        ? "You came in by " + own.get() + ": this very session will be cut."
                        : "Sessions that came in by it will be cut.",
                Style.WARNING);
        if (!options.now() && outcome.path("plan").path("waysAfter").isEmpty()) {
            page.under(
                    "Nobody could come in to confirm it: this is a rehearsal that undoes itself. To"
                            + " finish, use --now.",
                    Style.WARNING);
        }
        call.say(page);
    }
}
