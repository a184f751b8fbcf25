package io.edgeward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
    static Stream<CommandSpec> commands() {
        List<CommandSpec> all = new ArrayList<>();
        collect(new Catalogue().whole().getCommandSpec(), all);
        return all.stream();
    }

    private static void collect(CommandSpec spec, List<CommandSpec> into) {
        into.add(spec);
        spec.subcommands().values().forEach(it -> collect(it.getCommandSpec(), into));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpMentionsEveryOptionArgumentAndExitStatus(CommandSpec spec) {
        String[] words = (spec.qualifiedName() + " --help").split(" ", -1);
        Ran ran = Ran.at(Path.of("/nowhere"), Stream.of(words).skip(1).toArray(String[]::new));
        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).isEmpty();
        for (OptionSpec option : spec.options()) {
            assertThat(ran.out()).contains(option.names());
            assertThat(option.description()).isNotEmpty();
        }
        spec.positionalParameters().forEach(it -> assertThat(ran.out()).contains(it.paramLabel()));
        spec.subcommands().keySet().forEach(it -> assertThat(ran.out()).contains("\n  " + it));
        spec.usageMessage()
                .exitCodeList()
                .keySet()
                .forEach(it -> assertThat(ran.out()).contains("\n  " + it + "   "));
        assertThat(ran.out().lines()).allMatch(it -> it.length() <= 80);
    }

    @Test
    void everyCommandOfTheContractIsThere() {
        assertThat(commands().map(CommandSpec::qualifiedName))
                .contains(
                        "edgeward status",
                        "edgeward exposure",
                        "edgeward doctor",
                        "edgeward settings show",
                        "edgeward settings set",
                        "edgeward settings patch",
                        "edgeward settings apply",
                        "edgeward settings diff",
                        "edgeward settings schema",
                        "edgeward generations",
                        "edgeward rollback",
                        "edgeward audit",
                        "edgeward enforce",
                        "edgeward confirm",
                        "edgeward extend",
                        "edgeward revert",
                        "edgeward log",
                        "edgeward profiles",
                        "edgeward run",
                        "edgeward demo",
                        "edgeward package");
    }

    @Test
    void changesAllTakeTheSameOptions() {
        for (String name :
                List.of(
                        "settings set",
                        "settings patch",
                        "settings apply",
                        "rollback",
                        "enforce")) {
            CommandSpec spec =
                    commands()
                            .filter(it -> it.qualifiedName().equals("edgeward " + name))
                            .findFirst()
                            .orElseThrow();
            assertThat(spec.optionsMap())
                    .containsKeys(
                            "--now",
                            "--confirm-within",
                            "--wait",
                            "--accept-loss",
                            "--dry-run",
                            "--reason");
        }
    }

    @Test
    void theVersionIsTold() {
        assertThat(Ran.at(Path.of("/nowhere"), "--version").out())
                .matches("edgeward \\d+\\.\\d+\\.\\d+.*\n");
    }

    @Test
    void aTypingMistakeIsMetWithAProposal() {
        assertThat(Ran.at(Path.of("/nowhere"), "statsu").err()).contains("Did you mean status?");
        assertThat(Ran.at(Path.of("/nowhere"), "settings", "shwo").err())
                .contains("Did you mean show?");
        assertThat(Ran.at(Path.of("/nowhere"), "enforce", "--dryrun").err())
                .contains("edgeward enforce has no option '--dryrun'");
    }
}
