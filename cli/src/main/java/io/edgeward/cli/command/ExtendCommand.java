package io.edgeward.cli.command;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.call.Command;
import io.edgeward.cli.call.Manual;
import io.edgeward.cli.daemon.Daemon;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;

/** More time for what is on trial. */
public final class ExtendCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Manual.of(
                        this,
                        "extend",
                        "Gives the change that is on trial more time.",
                        "",
                        "Moves the deadline by DURATION, to at most 60 minutes from now.")
                .argument("DURATION", true, Duration.class, "90s, 2m, 1h, or plain seconds.")
                .examples("edgeward extend 5m")
                .exits(2, 3, 4, 7, 8)
                .spec();
    }

    @Override
    public int run(Call call) {
        Daemon daemon = call.daemon();
        Duration more = call.<Duration>argument(0).orElseThrow();
        return OpenTrial.ask(
                call,
                daemon,
                OpenTrial.request(OpenTrial.id(daemon), "extend")
                        .with("seconds", Long.toString(more.toSeconds())));
    }
}
