package io.edgeward.cli.command;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.call.Command;
import io.edgeward.cli.call.Manual;
import io.edgeward.cli.daemon.Daemon;
import io.edgeward.cli.daemon.Request;
import picocli.CommandLine.Model.CommandSpec;

/** Keeps what is on trial. */
public final class ConfirmCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Manual.of(
                        this,
                        "confirm",
                        "Keeps the change that is on trial.",
                        "",
                        "To confirm is to prove that a way in still works: it takes a login that"
                                + " began after the change, over a way that stays open. So open a new"
                                + " session and confirm there.")
                .argument(
                        "CHANGE",
                        false,
                        Long.class,
                        "Generation that is on trial, so that no other is confirmed by mistake."
                                + " Default: the one that is.")
                .flag(
                        "--on-site",
                        "Say that you stand at the unit. For root without a login session; it is"
                                + " logged.")
                .examples("edgeward confirm", "edgeward confirm 43")
                .exits(0, 2, 3, 4, 6, 7)
                .spec();
    }

    @Override
    public int run(Call call) {
        Daemon daemon = call.daemon();
        long id = call.<Long>argument(0).orElseGet(() -> OpenTrial.id(daemon));
        Request request = OpenTrial.request(id, "confirm");
        return OpenTrial.ask(
                call, daemon, call.has("--on-site") ? request.with("onSite", "true") : request);
    }
}
