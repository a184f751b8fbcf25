package io.edgeward.cli;

import io.edgeward.cli.contract.Complaint;
import io.edgeward.cli.contract.ExitStatus;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is told when the arguments cannot be understood. */
final class WrongUsage {
    private WrongUsage() {}

    static Complaint of(ParameterException e) {
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        List<String> ways = new ArrayList<>();
        String detail = plain(String.valueOf(e.getMessage()));
        if (e instanceof UnmatchedArgumentException unmatched) {
            unmatched.getSuggestions().stream()
                    .limit(1)
                    .forEach(it -> ways.add("Did you mean " + it + "?"));
            detail = unmatched(unmatched.getUnmatched().getFirst(), spec);
        }
        ways.add(spec.qualifiedName() + " --help");
        return Complaint.of(
                "usage", ExitStatus.INVALID, "Wrong usage", detail, ways.toArray(String[]::new));
    }

    private static String unmatched(String argument, CommandSpec spec) {
        String where = spec.qualifiedName();
        if (argument.startsWith("-")) {
            return where + " has no option '" + argument + "'.";
        }
        return spec.subcommands().isEmpty()
                ? where + " takes no further argument '" + argument + "'."
                : where + " has no command '" + argument + "'.";
    }

    /** Without the places that only a programmer counts. */
    private static String plain(String message) {
        return message.replaceFirst(
                        "Invalid value for positional parameter at index \\d+ \\((.+?)\\)", "$1")
                .replaceFirst("Invalid value for option '(.+?)'( \\(.+?\\))?", "$1")
                .replace("is not a long", "is no whole number")
                .replace("is not an int", "is no whole number");
    }
}
