package io.edgeward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.cli.contract.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTest {
    private final ScriptedDaemon daemon = new ScriptedDaemon();

    @TempDir private Path folder;

    @BeforeEach
    void grantAll() {
        daemon.otherwise(200, Answers.CONFIRMED).on("GET /trial", Answers.trial(true, 60));
    }

    @AfterEach
    void close() {
        daemon.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    status                                  | GET /status
                    exposure                                | GET /exposure
                    doctor                                  | GET /doctor
                    settings show                           | GET /settings
                    settings show /services/ssh             | GET /settings?at=%2Fservices%2Fssh
                    settings schema                         | GET /settings/schema
                    settings diff --generation 41           | GET /generations/41/diff
                    generations                             | GET /generations
                    audit                                   | GET /audit?profile=field
                    audit --profile commissioning           | GET /audit?profile=commissioning
                    profiles                                | GET /profiles
                    log                                     | GET /events?atMost=100
                    log --at-most 5                         | GET /events?atMost=5
                    confirm 43                              | POST /trial/43/confirm
                    confirm 43 --on-site                    | POST /trial/43/confirm?onSite=true
                    rollback 41 --dry-run                   | POST /generations/41/rollback?dryRun=true
                    enforce --dry-run                       | POST /enforce?profile=field&dryRun=true
                    settings set /a 1 --dry-run             | PATCH /settings?dryRun=true
                    """)
    void aCommandIsOneRequest(String command, String request) {
        Ran.at(daemon, command.split(" +", -1));
        assertThat(daemon.lines()).containsExactly(request);
    }

    @Test
    void theOpenTrialIsTheOneThatIsMeant() {
        Ran.at(daemon, "confirm");
        Ran.at(daemon, "revert");
        Ran.at(daemon, "extend", "5m");
        assertThat(daemon.lines())
                .containsExactly(
                        "GET /trial",
                        "POST /trial/43/confirm",
                        "GET /trial",
                        "POST /trial/43/revert",
                        "GET /trial",
                        "POST /trial/43/extend?seconds=300");
    }

    @Test
    void aChangeIsPlannedThenMadeWithTheSameOptions() {
        Ran.at(
                daemon,
                "enforce",
                "--keep",
                "ssh=service & repair",
                "--keep",
                "nat=line 4",
                "--confirm-within",
                "2m",
                "--accept-loss",
                "ssh",
                "--accept-loss",
                "localConsole",
                "--reason",
                "ticket 4711");
        String request =
                "POST /enforce?profile=field&keep=ssh%3Dservice%20%26%20repair&keep=nat%3Dline%204"
                        + "&confirmWithin=120&acceptLoss=ssh&acceptLoss=localConsole"
                        + "&reason=ticket%204711";
        assertThat(daemon.lines()).containsExactly(request + "&dryRun=true", request);
    }

    @Test
    void nowIsSent() {
        Ran.at(daemon, "rollback", "41", "--now");
        assertThat(daemon.lines())
                .containsExactly(
                        "POST /generations/41/rollback?now=true&dryRun=true",
                        "POST /generations/41/rollback?now=true");
    }

    @Test
    void whatCannotBePlannedIsAskedOnce() {
        daemon.on("PATCH /settings?dryRun=true", 422, Answers.problem("invalid", 422, 2));
        assertThat(Ran.at(daemon, "settings", "set", "/a", "1").exit()).isEqualTo(2);
        assertThat(daemon.lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    /services/ssh/enabled | false      | {"services":{"ssh":{"enabled":false}}}
                    /services/ssh/port    | 2222       | {"services":{"ssh":{"port":2222}}}
                    /a                    | -5         | {"a":-5}
                    /a                    | 1.50       | {"a":1.50}
                    /a                    | null       | {"a":null}
                    /a                    | line-4     | {"a":"line-4"}
                    /a                    | "10"       | {"a":"10"}
                    /a                    | 10.0.0.1   | {"a":"10.0.0.1"}
                    /a                    | [1,"x"]    | {"a":[1,"x"]}
                    /a                    | {"b":1}    | {"a":{"b":1}}
                    /a                    | {"b":      | {"a":"{\\"b\\":"}
                    /a                    | @file      | {"a":"@file"}
                    /a                    | ${user}    | {"a":"${user}"}
                    /network/nat~1x/~0    | 1          | {"network":{"nat/x":{"~":1}}}
                    """)
    void aValueIsJsonElseAString(String pointer, String value, String patch) {
        Ran.at(daemon, "settings", "set", pointer, value);
        assertThat(daemon.asked()).hasSize(2);
        ScriptedDaemon.Asked asked = daemon.asked().getLast();
        assertThat(asked.body()).isEqualTo(patch);
        assertThat(asked.head()).contains("Content-Type: application/merge-patch+json");
    }

    @Test
    void aValueMayComeByStandardInput() {
        Ran.fed("Zürich\n", daemon, "settings", "set", "/a", "-");
        assertThat(daemon.asked().getLast().body()).isEqualTo("{\"a\":\"Zürich\"}");
    }

    @Test
    void whatTheLocaleGarbledIsNotSent() {
        assertThat(Ran.at(daemon, "settings", "set", "/a", "Z\ufffdrich").exit()).isEqualTo(2);
        assertThat(daemon.asked()).isEmpty();
    }

    @Test
    void aPointerBeginsWithASlash() {
        Ran ran = Ran.at(daemon, "settings", "set", "services.ssh.port", "22");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("/services/ssh/port");
        assertThat(daemon.asked()).isEmpty();
    }

    @Test
    void documentsGoByteForByte() throws IOException {
        String document = "{ \"a\": 1, \"a\": 2 }\n";
        Path file = Files.writeString(folder.resolve("gateway.json"), document);
        Ran.at(daemon, "settings", "apply", file.toString());
        Ran.at(daemon, "settings", "patch", file.toString());
        Ran.fed(document, daemon, "settings", "patch", "-");
        Ran.at(daemon, "settings", "diff", file.toString());
        assertThat(daemon.lines())
                .containsExactly(
                        "PUT /settings?dryRun=true",
                        "PUT /settings",
                        "PATCH /settings?dryRun=true",
                        "PATCH /settings",
                        "PATCH /settings?dryRun=true",
                        "PATCH /settings",
                        "PUT /settings?dryRun=true");
        assertThat(daemon.asked()).allMatch(it -> it.body().equals(document));
    }

    @Test
    void moreThanOneMebibyteIsRefusedHere() throws IOException {
        Path most = Files.write(folder.resolve("most"), new byte[1024 * 1024]);
        Path more = Files.write(folder.resolve("more"), new byte[1024 * 1024 + 1]);
        Ran refused = Ran.at(daemon, "settings", "apply", more.toString());
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("1 MiB").contains(more.toString());
        Ran fed = Ran.fed("x".repeat(1024 * 1024 + 1), daemon, "settings", "patch", "-");
        assertThat(fed.exit()).isEqualTo(2);
        assertThat(daemon.asked()).isEmpty();
        assertThat(Ran.at(daemon, "settings", "apply", most.toString()).exit()).isZero();
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Ran ran = Ran.at(daemon, "settings", "apply", "/nowhere/gateway.json");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("/nowhere/gateway.json").contains("no such file");
    }

    @Test
    void theSocketMayBeNamedBeforeAndAfterTheCommand() {
        String socket = daemon.socket().toString();
        for (List<String> args :
                List.of(
                        List.of("--socket", socket, "doctor"),
                        List.of("doctor", "--socket", socket),
                        List.of("--socket=" + socket, "settings", "show"),
                        List.of("settings", "--socket", socket, "show"),
                        List.of("settings", "show", "--socket", socket))) {
            Ran.at(Path.of("/nowhere"), args.toArray(String[]::new));
        }
        assertThat(daemon.asked()).hasSize(5);
    }

    @Test
    void aBodylessPostSaysSo() {
        Ran.at(daemon, "confirm", "43");
        assertThat(daemon.asked().getFirst().head())
                .startsWith("POST /api/v1/trial/43/confirm HTTP/1.1\r\n")
                .contains("\r\nContent-Length: 0\r\n")
                .contains("\r\nHost: ");
    }

    @Test
    void aReportIsWrittenToItsFile() throws IOException {
        daemon.on("GET /audit", Answers.NOT_COMPLIANT);
        Path file = folder.resolve("posture.json");
        Ran ran = Ran.at(daemon, "audit", "--format", "json", "--output", file.toString());
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).contains("NOT COMPLIANT").contains(file.toString());
        assertThat(Json.read(Files.readAllBytes(file)).path("score").asInt()).isEqualTo(71);
        Path text = folder.resolve("posture.txt");
        Ran.at(daemon, "audit", "--output", text.toString());
        assertThat(Files.readString(text, StandardCharsets.UTF_8)).contains("TPE-3.3");
        assertThat(Ran.at(daemon, "audit", "--output", "/nowhere/x").exit()).isEqualTo(2);
    }
}
