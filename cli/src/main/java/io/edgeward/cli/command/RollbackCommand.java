package io.edgeward.cli.command;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.call.Command;
import io.edgeward.cli.call.Manual;
import io.edgeward.cli.daemon.Request;
import picocli.CommandLine.Model.CommandSpec;

/** Back to an older generation. */
public final class RollbackCommand implements Command {
    @Override
    public CommandSpec spec() {
        return ChangeOptions.describe(
                        Manual.of(
                                        this,
                                        "rollback",
                                        "Activates an older generation, with its very files.",
                                        "",
                                        "Kept are the one that was found at the installation, the"
                                                + " confirmed one and its predecessor, and the newest"
                                                + " ten.")
                                .argument(
                                        "GENERATION",
                                        true,
                                        Long.class,
                                        "Its number, as `edgeward generations` lists it."))
                .examples(
                        "edgeward settings diff --generation 41",
                        "edgeward rollback 41 --dry-run",
                        "edgeward rollback 41 --reason 'the line PLC lost its time server'")
                .exits(ChangeOptions.EXITS)
                .spec();
    }

    @Override
    public int run(Call call) {
        long generation = call.<Long>argument(0).orElseThrow();
        return Changes.make(call, Request.post("/generations/" + generation + "/rollback"));
    }
}
