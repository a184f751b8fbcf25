package io.edgeward.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program on the package's own Java runtime, and from the source tree. */
final class RuntimeIT {
    private static final Path JAVA = Packages.STAGE.resolve("usr/lib/edgeward/runtime/bin/java");

    @ParameterizedTest
    @ValueSource(strings = {"cli", "daemon"})
    void bothProgramsLoadOnThePackagesOwnRuntime(String program) {
        Run run = Run.of(JAVA.toString(), "--dry-run", "@" + arguments(program));
        assertThat(run.status()).as(run.errors()).isZero();
    }

    @Test
    void theCommandLineHelpsOnThePackagesOwnRuntime() {
        Run run = Run.of(JAVA.toString(), "@" + arguments("cli"), "--help");
        assertThat(run.status()).as(run.errors()).isZero();
        assertThat(run.output()).contains("status", "enforce");
    }

    @Test
    void theLauncherNeedsNoHomeAndNoParticularFolder(@TempDir Path home) {
        Run run =
                Run.in(
                        home,
                        Map.of("HOME", home.toString()),
                        Packages.ROOT.resolve("edgeward").toString(),
                        "--help");
        assertThat(run.status()).as(run.errors()).isZero();
        assertThat(run.output()).contains("status", "enforce");
        assertThat(run.errors()).doesNotContain("Building");
    }

    @Test
    void aJvmThatCannotStartIsAnInternalErrorAndNeverNotCompliant() {
        String edgeward = Packages.TARGET.resolve("dist/edgeward").toString();
        Run run = Run.of("sh", "-c", "ulimit -v 60000; exec " + edgeward + " audit");
        assertThat(run.status()).isEqualTo(7);
    }

    private static Path arguments(String program) {
        return Packages.TARGET.resolve("dist/" + program + ".args");
    }
}
