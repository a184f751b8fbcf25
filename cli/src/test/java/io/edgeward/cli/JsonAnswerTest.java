package io.edgeward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** With --json, standard output is exactly one JSON document, whatever happens. */
class JsonAnswerTest {
    private static final List<String> COMMANDS =
            List.of(
                    "status",
                    "exposure",
                    "doctor",
                    "settings show",
                    "settings show /a",
                    "settings set /a 1",
                    "settings set /a 1 --dry-run",
                    "settings patch -",
                    "settings apply -",
                    "settings diff -",
                    "settings diff --generation 41",
                    "settings schema",
                    "generations",
                    "rollback 41",
                    "audit",
                    "audit --format json",
                    "audit --format text",
                    "enforce",
                    "enforce --dry-run",
                    "confirm",
                    "confirm 43",
                    "extend 5m",
                    "revert",
                    "log",
                    "profiles",
                    "run",
                    "demo",
                    "package",
                    "--version",
                    "--help",
                    "settings set --help");

    private static List<Ran> all(Path socket) {
        List<Ran> runs = new ArrayList<>();
        for (String command : COMMANDS) {
            runs.add(Ran.at(socket, ("--json " + command).split(" ", -1)));
            runs.add(Ran.at(socket, (command + " --json").split(" ", -1)));
        }
        return runs;
    }

    @Test
    void grantedItIsOneDocument() {
        try (var daemon = new ScriptedDaemon()) {
            daemon.otherwise(200, Answers.CONFIRMED);
            daemon.on("GET /trial", Answers.trial(true, 60));
            daemon.on("GET /settings?at=%2Fa", "42");
            daemon.on("POST /enforce", Answers.enforced(Answers.CONFIRMED, Answers.COMPLIANT, 0));
            assertThat(all(daemon.socket())).allSatisfy(ran -> ran.document());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 6, 7})
    void refusedItIsTheProblemWithTheExitStatus(int exit) {
        try (var daemon = new ScriptedDaemon()) {
            daemon.otherwise(500, Answers.problem("word", 500, exit));
            daemon.on("GET /trial", Answers.trial(true, 60));
            assertThat(all(daemon.socket())).allSatisfy(JsonAnswerTest::tellsItsExit);
        }
    }

    @Test
    void unreachableItIsAProblemOfTheSameForm() {
        assertThat(all(Path.of("/nowhere"))).allSatisfy(JsonAnswerTest::tellsItsExit);
    }

    @Test
    void wrongUsageIsAProblemOfTheSameForm() {
        for (String command : COMMANDS) {
            Ran ran = Ran.at(Path.of("/nowhere"), (command + " --json --wrong").split(" ", -1));
            assertThat(ran).satisfies(JsonAnswerTest::tellsItsExit);
        }
        assertThat(Ran.at(Path.of("/nowhere"), "--json")).satisfies(JsonAnswerTest::tellsItsExit);
    }

    private static void tellsItsExit(Ran ran) {
        JsonNode document = ran.document();
        if (ran.exit() != 0) {
            assertThat(document.path("exit").asInt(-1)).isEqualTo(ran.exit());
            assertThat(document.path("type").asString()).startsWith("urn:edgeward:problem:");
            assertThat(document.path("title").asString()).isNotEmpty();
            assertThat(document.path("detail").asString()).isNotEmpty();
        }
    }

    @Test
    void numbersAndTextPassUnaltered() {
        try (var daemon = new ScriptedDaemon()) {
            String document = "{\"a\":9007199254740993,\"b\":1.10,\"c\":\"Zürich \u001b \\n\"}";
            daemon.on("GET /settings", document.replace("\u001b", "\\u001b"));
            JsonNode shown = Ran.at(daemon, "settings", "show").document();
            assertThat(shown.path("a").asLong()).isEqualTo(9007199254740993L);
            assertThat(shown.path("b").decimalValue()).isEqualByComparingTo("1.1");
            assertThat(shown.path("c").asString()).isEqualTo("Zürich \u001b \n");
        }
    }

    @Test
    void warningsGoToStandardErrorOnly() {
        try (var daemon = new ScriptedDaemon()) {
            daemon.on("PATCH /settings?dryRun=true", Answers.planned("\"ssh\""))
                    .on("PATCH /settings", Answers.CONFIRMED);
            Ran ran = Ran.at(daemon, "settings", "set", "/a", "1", "--json");
            assertThat(ran.document().path("outcome").asString()).isEqualTo("confirmed");
            assertThat(ran.err()).contains("closes ssh");
        }
    }
}
