package io.edgeward.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.cli.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;

class DocumentsTest {
    private static final CommandSpec ROOT = new Catalogue().whole().getCommandSpec();

    private static final Path PAGE = Path.of("../docs/reference/command-line.md");
    private static final String REGENERATE =
            "mvn -q -pl cli -am test -Dtest=DocumentsTest -Dregenerate=true"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    @TempDir private Path folder;

    @Test
    void theReferencePageIsNotStale() throws IOException {
        String page = ReferencePage.write(ROOT);
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("%s is stale. Regenerate it with: %s", PAGE, REGENERATE)
                .isEqualTo(page);
    }

    @Test
    void everyCommandAndOptionIsOnEveryPage() {
        String manual = ManualPage.write(ROOT);
        String reference = ReferencePage.write(ROOT);
        for (CommandSpec command : Chapters.leaves(ROOT)) {
            assertThat(manual).contains(ManualPage.escape(Chapters.synopsis(command)));
            assertThat(reference).contains("## " + command.qualifiedName() + "\n");
            Chapters.options(command)
                    .forEach(option -> {
                        assertThat(manual).contains(ManualPage.escape(Chapters.label(option)));
                        assertThat(reference).contains("`" + Chapters.label(option) + "`");
                    });
        }
    }

    @Test
    void theManualPageMeansWhatItSays() {
        assertThat(ManualPage.escape(".a 'b' -c \\ `d`"))
                .isEqualTo("\\&.a \\(aqb\\(aq \\-c \\e \\(gad\\(ga");
        assertThat(ManualPage.write(ROOT).lines())
                .allMatch(it -> it.matches("(\\.\\S.*|[^.'].*)"), "a macro or text, no empty line");
    }

    @Test
    void theCompletionIsAScriptThatBashTakes() throws IOException, InterruptedException {
        Documents.main(new String[] {folder.toString()});
        Process bash =
                new ProcessBuilder(
                                "bash", "-n", folder.resolve("edgeward.bash-completion").toString())
                        .inheritIO()
                        .start();
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(bash.exitValue()).isZero();
        assertThat(Files.readString(folder.resolve("edgeward.bash-completion")))
                .contains("--accept-loss", "generations");
        assertThat(folder.resolve("edgeward.1")).exists();
    }
}
