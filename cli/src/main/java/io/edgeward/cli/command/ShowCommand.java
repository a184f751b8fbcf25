package io.edgeward.cli.command;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.call.Command;
import io.edgeward.cli.call.Manual;
import io.edgeward.cli.contract.ExitStatus;
import io.edgeward.cli.daemon.Request;
import picocli.CommandLine.Model.CommandSpec;

/** The settings that are followed. */
final class ShowCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Manual.of(
                        this,
                        "show",
                        "Shows the settings that the gateway follows, or a part of them.",
                        "",
                        "Always JSON, every default written out; fit to be changed and applied.")
                .argument(
                        "POINTER",
                        false,
                        String.class,
                        "JSON Pointer of the part, for example /services/ssh. Default: all.")
                .examples(
                        "edgeward settings show",
                        "edgeward settings show /services/ssh/port",
                        "edgeward settings show >gateway.json")
                .exits(0, 2, 4, 7)
                .spec();
    }

    @Override
    public int run(Call call) {
        Request request = Request.get("/settings");
        var pointer = call.<String>argument(0).map(SettingPointer::of);
        if (pointer.isPresent()) {
            request = request.with("at", pointer.get().text());
        }
        call.document(call.daemon().ask(request).granted());
        return ExitStatus.DONE;
    }
}
