package io.edgeward.cli;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.call.Command;
import io.edgeward.cli.call.Manual;
import io.edgeward.cli.command.AuditCommand;
import io.edgeward.cli.command.ConfirmCommand;
import io.edgeward.cli.command.EnforceCommand;
import io.edgeward.cli.command.ExtendCommand;
import io.edgeward.cli.command.LauncherCommand;
import io.edgeward.cli.command.LogCommand;
import io.edgeward.cli.command.LookCommand;
import io.edgeward.cli.command.RevertCommand;
import io.edgeward.cli.command.RollbackCommand;
import io.edgeward.cli.command.SettingsCommand;
import io.edgeward.cli.command.StatusCommand;
import io.edgeward.cli.contract.Complaint;
import io.edgeward.cli.contract.Durations;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** All commands. Each is built only when it is used, or when help shows them all. */
public final class Catalogue {
    private final Map<String, Supplier<Command>> commands = new LinkedHashMap<>();

    public Catalogue() {
        commands.put("status", StatusCommand::new);
        commands.put("exposure", LookCommand::exposure);
        commands.put("doctor", LookCommand::doctor);
        commands.put("audit", AuditCommand::new);
        commands.put("enforce", EnforceCommand::new);
        commands.put("confirm", ConfirmCommand::new);
        commands.put("extend", ExtendCommand::new);
        commands.put("revert", RevertCommand::new);
        commands.put("settings", SettingsCommand::new);
        commands.put("generations", LookCommand::generations);
        commands.put("rollback", RollbackCommand::new);
        commands.put("log", LogCommand::new);
        commands.put("profiles", LookCommand::profiles);
        commands.put("run", LauncherCommand::run);
        commands.put("demo", LauncherCommand::demo);
        commands.put("package", LauncherCommand::makePackage);
    }

    /** With every command: for help, and where no command is named. */
    public CommandLine whole() {
        CommandSpec root = root();
        commands.forEach((name, command) -> root.addSubcommand(name, command.get().spec()));
        return parser(root);
    }

    /** With the one command that these arguments name, if they name one. */
    public CommandLine forArguments(String... args) {
        String named = commandIn(args);
        if (named.isEmpty() && List.of(args).contains("--version")) {
            return parser(root());
        }
        Supplier<Command> command = commands.get(named);
        if (command == null) {
            return whole();
        }
        CommandSpec root = root();
        CommandSpec its = command.get().spec();
        root.addSubcommand(its.name(), its);
        return parser(root);
    }

    /** The word at the place of the command; empty where help is wanted before it, or none is. */
    private static String commandIn(String... args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--socket")) {
                i++;
            } else if (args[i].equals("-h") || args[i].equals("--help")) {
                return "";
            } else if (!args[i].startsWith("-")) {
                return args[i];
            }
        }
        return "";
    }

    private static CommandLine parser(CommandSpec root) {
        return new CommandLine(root)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setOverwrittenOptionsAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(80)
                .registerConverter(Duration.class, Catalogue::duration);
    }

    private static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static CommandSpec root() {
        Manual manual =
                Manual.of(
                                new Root(),
                                "edgeward",
                                "Takes a Linux gateway from factory state to a hardened field"
                                        + " state, proves it, and keeps it so.",
                                "",
                                "Talks to the daemon over its control socket. A change that may cut"
                                        + " access is made on trial: it reverts by itself unless it is"
                                        + " confirmed from a new login.")
                        .option(
                                OptionSpec.builder("--json")
                                        .type(boolean.class)
                                        .scopeType(ScopeType.INHERIT)
                                        .description(
                                                "Write exactly one JSON document to standard output,"
                                                        + " also on failure: then a problem (RFC 9457)"
                                                        + " with the exit status as `exit`."))
                        .option(
                                OptionSpec.builder("--socket")
                                        .type(String.class)
                                        .paramLabel("PATH")
                                        .scopeType(ScopeType.INHERIT)
                                        .description(
                                                "The daemon's control socket. Default: /run/edgeward-daemon/control.sock, or $EDGEWARD_SOCKET."))
                        .option(
                                OptionSpec.builder("-h", "--help")
                                        .type(boolean.class)
                                        .usageHelp(true)
                                        .scopeType(ScopeType.INHERIT)
                                        .description("Show this help."))
                        .option(
                                OptionSpec.builder("-V", "--version")
                                        .type(boolean.class)
                                        .versionHelp(true)
                                        .description("Show the version."))
                        .examples(
                                "edgeward status                 what is on, and who can reach it",
                                "edgeward audit                  what is not hardened yet, and why",
                                "edgeward enforce --dry-run      what hardening would change",
                                "edgeward enforce --keep ssh=WHY harden all but that, on trial",
                                "edgeward confirm                keep it (after a new login)",
                                "edgeward COMMAND --help         all about one command")
                        .exits(0, 1, 2, 3, 4, 5, 6, 7, 8);
        CommandSpec root = manual.spec();
        root.version("edgeward " + version());
        return root;
    }

    /** The version of this program. */
    static String version() {
        try (InputStream in = Catalogue.class.getResourceAsStream("version.txt")) {
            return in == null
                    ? "unknown"
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program without a command. */
    private static final class Root implements Command {
        @Override
        public CommandSpec spec() {
            return root();
        }

        @Override
        public int run(Call call) {
            throw Complaint.invalid("Say what to do: edgeward COMMAND.", "edgeward --help")
                    .failure();
        }
    }
}
