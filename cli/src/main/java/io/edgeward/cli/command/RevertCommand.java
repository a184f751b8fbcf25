package io.edgeward.cli.command;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.call.Command;
import io.edgeward.cli.call.Manual;
import io.edgeward.cli.daemon.Daemon;
import picocli.CommandLine.Model.CommandSpec;

/** Ends what is on trial at once. */
public final class RevertCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Manual.of(
                        this,
                        "revert",
                        "Undoes the change that is on trial, at once.",
                        "",
                        "What is confirmed already is undone with `edgeward rollback`.")
                .examples("edgeward revert")
                .exits(0, 2, 3, 4, 6, 7)
                .spec();
    }

    @Override
    public int run(Call call) {
        Daemon daemon = call.daemon();
        return OpenTrial.ask(call, daemon, OpenTrial.request(OpenTrial.id(daemon), "revert"));
    }
}
