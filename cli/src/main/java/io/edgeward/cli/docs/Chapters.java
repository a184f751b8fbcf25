package io.edgeward.cli.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What the pages tell of a command, whatever their markup. */
final class Chapters {
    private Chapters() {}

    /** Every command that does something, in the order of the help. */
    static List<CommandSpec> leaves(CommandSpec spec) {
        List<CommandSpec> leaves = new ArrayList<>();
        for (var sub : spec.subcommands().values()) {
            CommandSpec it = sub.getCommandSpec();
            leaves.addAll(it.subcommands().isEmpty() ? List.of(it) : leaves(it));
        }
        return leaves;
    }

    /** Paragraphs of the description; the first is the summary. */
    static List<String> paragraphs(CommandSpec spec) {
        return Stream.of(spec.usageMessage().description()).filter(it -> !it.isEmpty()).toList();
    }

    /** The options of its own. */
    static List<OptionSpec> options(CommandSpec spec) {
        return spec.options().stream()
                .filter(it -> spec.parent() == null || !it.inherited())
                .toList();
    }

    /** {@code edgeward settings set POINTER VALUE [OPTIONS]}. */
    static String synopsis(CommandSpec spec) {
        String arguments =
                spec.positionalParameters().stream()
                        .map(it -> it.required() ? it.paramLabel() : "[" + it.paramLabel() + "]")
                        .collect(Collectors.joining(" "));
        return Stream.of(
                        spec.qualifiedName(), arguments, options(spec).isEmpty() ? "" : "[OPTIONS]")
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** {@code --profile NAME}, {@code -h, --help}, {@code FILE}. */
    static String label(ArgSpec argument) {
        return switch (argument) {
            case OptionSpec option ->
                    String.join(", ", option.names())
                            + (option.arity().max() == 0 ? "" : " " + option.paramLabel());
            case PositionalParamSpec positional -> positional.paramLabel();
            default -> throw new IllegalStateException("neither option nor argument: " + argument);
        };
    }

    static String text(ArgSpec argument) {
        return String.join(" ", argument.description());
    }

    /** The example lines, without their heading. */
    static List<String> examples(CommandSpec spec) {
        return Stream.of(spec.usageMessage().footer())
                .filter(it -> it.startsWith("  "))
                .map(String::strip)
                .toList();
    }

    static String statuses(CommandSpec spec) {
        return String.join(", ", spec.usageMessage().exitCodeList().keySet());
    }
}
