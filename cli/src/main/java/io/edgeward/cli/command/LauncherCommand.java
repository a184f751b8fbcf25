package io.edgeward.cli.command;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.call.Command;
import io.edgeward.cli.call.Manual;
import io.edgeward.cli.contract.Complaint;
import picocli.CommandLine.Model.CommandSpec;

/** A command of the program {@code edgeward} that does not talk to a daemon: here for the help. */
public final class LauncherCommand implements Command {
    private final String name;
    private final String summary;

    private LauncherCommand(String name, String summary) {
        this.name = name;
        this.summary = summary;
    }

    public static LauncherCommand run() {
        return new LauncherCommand(
                "run",
                "Runs the daemon in the foreground: run [--platform linux|simulated] [--state DIR]"
                        + " [--socket FILE]. DIR keeps its log and your rules; a simulated gateway"
                        + " itself lives in memory.");
    }

    public static LauncherCommand demo() {
        return new LauncherCommand(
                "demo",
                "Shows the main job on a simulated gateway; at a terminal, or with --stay, it then"
                        + " stays up to play with: demo [--stay] [--state DIR] [--socket FILE].");
    }

    public static LauncherCommand makePackage() {
        return new LauncherCommand(
                "package",
                "Builds the Debian packages (in the source tree only: ./edgeward package).");
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Manual.of(this, name, summary).spec();
        spec.parser().unmatchedArgumentsAllowed(true).unmatchedOptionsArePositionalParams(true);
        return spec;
    }

    @Override
    public int run(Call call) {
        throw Complaint.invalid(
                        "'"
                                + name
                                + "' is done by the program edgeward itself, and only its command"
                                + " line was started.",
                        name.equals("package")
                                ? "In the source tree: ./edgeward package"
                                : "edgeward " + name)
                .failure();
    }
}
