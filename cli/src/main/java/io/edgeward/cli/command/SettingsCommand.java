package io.edgeward.cli.command;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.call.Command;
import io.edgeward.cli.call.Manual;
import io.edgeward.cli.contract.Complaint;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The settings: the room of the commands that show and change them. */
public final class SettingsCommand implements Command {
    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Manual.of(
                                this,
                                "settings",
                                "Shows and changes the settings: what the owner wants of the"
                                        + " gateway.",
                                "",
                                "One document for the whole gateway. Each change of it becomes a"
                                        + " generation, is verified on the running system, and is"
                                        + " undone as a whole if that fails.")
                        .examples(
                                "edgeward settings show /services/ssh",
                                "edgeward settings set /services/localConsole/enabled false",
                                "edgeward settings show >gateway.json; edgeward settings apply"
                                        + " gateway.json")
                        .exits(ChangeOptions.EXITS)
                        .spec();
        List<Command> commands =
                List.of(
                        new ShowCommand(),
                        new SetCommand(),
                        DocumentCommand.patch(),
                        DocumentCommand.apply(),
                        new DiffCommand(),
                        LookCommand.schema());
        for (Command command : commands) {
            CommandSpec its = command.spec();
            spec.addSubcommand(its.name(), its);
        }
        return spec;
    }

    @Override
    public int run(Call call) {
        throw Complaint.invalid(
                        "Say what to do with the settings: show, set, patch, apply, diff or"
                                + " schema.",
                        "edgeward settings --help")
                .failure();
    }
}
