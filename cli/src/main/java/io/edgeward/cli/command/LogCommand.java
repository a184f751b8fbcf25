package io.edgeward.cli.command;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.call.Command;
import io.edgeward.cli.call.Manual;
import io.edgeward.cli.contract.ExitStatus;
import io.edgeward.cli.daemon.Request;
import io.edgeward.cli.text.LookPages;
import picocli.CommandLine.Model.CommandSpec;

/** What happened, and who did it. */
public final class LogCommand implements Command {
    private static final int USUALLY = 100;

    @Override
    public CommandSpec spec() {
        return Manual.of(
                        this,
                        "log",
                        "Lists what happened: every change, who made it, why, and what became of"
                                + " it.",
                        "",
                        "Oldest first, so that the newest stands at the bottom.")
                .value(
                        "--at-most",
                        "N",
                        Integer.class,
                        "So many of the newest events. Default: 100.")
                .examples("edgeward log", "edgeward log --at-most 5")
                .exits(0, 2, 4, 7)
                .spec();
    }

    @Override
    public int run(Call call) {
        int atMost = call.<Integer>value("--at-most").orElse(USUALLY);
        Request request = Request.get("/events").with("atMost", Integer.toString(atMost));
        call.tell(call.daemon().ask(request).granted(), LookPages::events);
        return ExitStatus.DONE;
    }
}
