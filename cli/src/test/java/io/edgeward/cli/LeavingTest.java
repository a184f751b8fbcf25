package io.edgeward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.cli.contract.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, in a process of its own. */
@Timeout(90)
class LeavingTest {
    @TempDir private Path folder;

    @Test
    void ctrlCLeavesTheTrialAloneAndSaysSo() throws IOException, InterruptedException {
        try (var daemon = trial()) {
            assertThat(interrupted(daemon)).isEqualTo(8);
            assertThat(Files.readString(folder.resolve("err")))
                    .contains("neither confirmed nor reverted")
                    .contains("edgeward confirm 43");
            assertThat(daemon.lines()).noneMatch(it -> it.matches("POST /trial.*"));
        }
    }

    @Test
    void ctrlCWithJsonTellsTheTrial() throws IOException, InterruptedException {
        try (var daemon = trial()) {
            assertThat(interrupted(daemon, "--json")).isEqualTo(8);
            assertThat(
                            Json.read(Files.readAllBytes(folder.resolve("out")))
                                    .path("outcome")
                                    .asString())
                    .isEqualTo("onTrial");
        }
    }

    private static ScriptedDaemon trial() {
        return new ScriptedDaemon()
                .on("POST /generations/41/rollback?dryRun=true", Answers.PLANNED)
                .on("POST /generations/41/rollback", 202, Answers.ON_TRIAL)
                .on("GET /trial", Answers.trial(true, 100));
    }

    private int interrupted(ScriptedDaemon daemon, String... more)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                // A test run in the background ignores SIGINT, and its children
                                // would too.
                                "env",
                                "--default-signal=INT",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.edgeward.cli.Main",
                                "--socket",
                                daemon.socket().toString(),
                                "rollback",
                                "41",
                                "--wait"));
        command.addAll(List.of(more));
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(folder.resolve("out").toFile())
                        .redirectError(folder.resolve("err").toFile())
                        .start();
        try {
            while (!daemon.lines().contains("GET /trial")) {
                assertThat(process.isAlive()).as("still waiting").isTrue();
                Thread.sleep(20);
            }
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ends").isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
