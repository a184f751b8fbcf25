package io.edgeward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.cli.contract.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Against the real daemon, as another process, on a simulated gateway. */
@Timeout(120)
class EndToEndTest {
    @TempDir private static Path folder;
    private static Process daemon;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        daemon =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.edgeward.gateway.Main",
                                "run",
                                "--platform",
                                "simulated",
                                "--state",
                                folder.resolve("state").toString(),
                                "--socket",
                                socket().toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        // It answers before it has adopted its gateway, and then says so.
        while (run("status").exit() != 0) {
            assertThat(daemon.isAlive()).as(Files.readString(folder.resolve("log"))).isTrue();
            Thread.sleep(100);
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        daemon.destroy();
        assertThat(daemon.waitFor(30, TimeUnit.SECONDS)).as("the daemon stops").isTrue();
    }

    private static Path socket() {
        return folder.resolve("control.sock");
    }

    private static Ran run(String... args) {
        return Ran.at(socket(), args);
    }

    @Test
    void theMainJobFromFactoryStateToHardenedAndBack() throws IOException {
        assertThat(run("status").out()).contains("SSH server", "on, port 22");
        assertThat(run("exposure").exit()).isZero();
        assertThat(run("doctor").exit()).isZero();
        assertThat(run("profiles").out()).contains("field");
        assertThat(run("audit").exit()).isEqualTo(1);
        assertThat(run("enforce", "--dry-run").out()).contains("/services/ssh/enabled");

        Ran guarded = run("enforce");
        assertThat(guarded.exit()).isEqualTo(3);
        // What is refused closes nothing, so nobody is warned of it.
        assertThat(guarded.err()).contains("--accept-loss").doesNotContain("Warning");

        Ran trial = run("enforce", "--accept-loss", "all", "--confirm-within", "5m", "--json");
        assertThat(trial.exit()).isEqualTo(8);
        long id = trial.document().path("outcome").path("generation").asLong();
        assertThat(run("settings", "set", "/services/ssh/port", "2222").exit()).isEqualTo(3);
        assertThat(run("extend", "1m").exit()).isEqualTo(8);
        assertThat(run("revert").exit()).isZero();
        assertThat(run("confirm", Long.toString(id)).exit()).isEqualTo(3);

        Ran kept = run("enforce", "--keep", "ssh=on the bench", "--json");
        assertThat(kept.exit()).isEqualTo(8);
        assertThat(kept.document().path("after").path("compliant").asBoolean()).isTrue();
        assertThat(run("log", "--json").out()).contains("kept ssh: on the bench");
        assertThat(run("audit", "--keep", "ssh=on the bench").exit()).isZero();
        assertThat(run("audit").exit()).isEqualTo(1);
        assertThat(run("revert").exit()).isZero();

        assertThat(run("enforce", "--accept-loss", "all", "--now").exit()).isZero();
        assertThat(run("audit").exit()).isZero();
        Ran again = run("enforce", "--accept-loss", "all", "--json");
        assertThat(again.document().path("outcome").path("outcome").asString())
                .isEqualTo("unchanged");
        assertThat(run("settings", "diff", "--generation", "1").out())
                .contains("/services/ssh/enabled", "false -> true");

        documents();
        assertThat(run("rollback", "1", "--now").exit()).isZero();
        assertThat(run("audit").exit()).isEqualTo(1);
        assertThat(run("log").out()).contains("enforce: confirmed").contains("rollback");
        assertThat(run("generations").out()).contains("active, confirmed");
    }

    private static void documents() throws IOException {
        JsonNode shown = run("settings", "show").document();
        assertThat(shown.at("/services/ssh/enabled").asBoolean(true)).isFalse();
        assertThat(run("settings", "show", "/services/ssh/port").out()).isEqualTo("22\n");
        assertThat(run("settings", "show", "/nowhere").exit()).isEqualTo(2);
        assertThat(run("settings", "schema").document().isObject()).isTrue();
        Path file = Files.write(folder.resolve("gateway.json"), Json.pretty(shown));
        assertThat(run("settings", "diff", file.toString()).out()).isEqualTo("No difference\n");
        assertThat(run("settings", "apply", file.toString()).out()).contains("Nothing to do");

        Path wrong = folder.resolve("wrong.json");
        Files.writeString(wrong, "{\"services\":{\"ssh\":{\"port\":\"22\"}},\"foo\":1}");
        Ran refused = run("settings", "patch", wrong.toString());
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("/services/ssh/port").contains("/foo");
        Ran twice = run("settings", "set", "/services/ssh/port", "70000", "--json");
        assertThat(twice.document().path("exit").asInt()).isEqualTo(2);
        assertThat(twice.document().at("/errors/0/pointer").asString())
                .isEqualTo("/services/ssh/port");
    }
}
