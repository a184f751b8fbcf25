package io.edgeward.cli.call;

import io.edgeward.cli.contract.ExitStatus;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Builds the specification of a command, which is also its help and its manual page. */
public final class Manual {
    private final CommandSpec spec;

    private Manual(CommandSpec spec) {
        this.spec = spec;
    }

    /** Begins; the first line of the description is the summary. */
    public static Manual of(Command command, String name, String... description) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name);
        spec.usageMessage()
                .description(description)
                .abbreviateSynopsis(true)
                .parameterListHeading("%n")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n")
                .sortOptions(false);
        return new Manual(spec);
    }

    /** An option without a value. */
    public Manual flag(String name, String... description) {
        return option(OptionSpec.builder(name).type(boolean.class).description(description));
    }

    /** An option with one value. */
    public <T> Manual value(String name, String label, Class<T> type, String... description) {
        return option(
                OptionSpec.builder(name).type(type).paramLabel(label).description(description));
    }

    /** An option that may be given more than once. */
    public Manual values(String name, String label, String... description) {
        return option(
                OptionSpec.builder(name)
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1")
                        .paramLabel(label)
                        .description(description));
    }

    public Manual option(OptionSpec.Builder option) {
        spec.addOption(option.build());
        return this;
    }

    /** The next argument. */
    public <T> Manual argument(
            String label, boolean required, Class<T> type, String... description) {
        int index = spec.positionalParameters().size();
        spec.addPositional(
                PositionalParamSpec.builder()
                        .index(Integer.toString(index))
                        .arity(required ? "1" : "0..1")
                        .required(required)
                        .paramLabel(label)
                        .type(type)
                        .description(description)
                        .build());
        return this;
    }

    /** Lines for the shell, and what they do. */
    public Manual examples(String... lines) {
        List<String> footer = new ArrayList<>(List.of("", "Examples:"));
        for (String line : lines) {
            footer.add("  " + line);
        }
        spec.usageMessage().footer(footer.toArray(String[]::new));
        return this;
    }

    /** The exit statuses that it may end with; 2 and 7 always may. */
    public Manual exits(int... statuses) {
        spec.usageMessage()
                .exitCodeListHeading("%nExit status:%n")
                .exitCodeList(ExitStatus.list(statuses));
        return this;
    }

    public CommandSpec spec() {
        return spec;
    }
}
