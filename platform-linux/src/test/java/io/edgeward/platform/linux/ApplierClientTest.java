package io.edgeward.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.edgeward.core.platform.Answer;
import io.edgeward.core.platform.PlatformException;
import io.edgeward.core.platform.PlatformException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplierClientTest {
    @TempDir private Path folder;
    private Path socket = Path.of("");
    private ApplierClient client = new ApplierClient(socket, Duration.ZERO);

    @BeforeEach
    void client() {
        socket = folder.resolve("apply.sock");
        client = new ApplierClient(socket, Duration.ofSeconds(10));
    }

    @Test
    void theRequestIsOneLineAsTheContractSpellsIt() throws IOException {
        try (var applier =
                FakeApplier.at(
                        socket,
                        request -> {
                            String verb = request.substring(0, request.indexOf(' '));
                            return answer(verb, "\"result\":\"done\"");
                        })) {
            client.ask("activate", 42, "ab12", "1294.56");
            client.ask("reactivate", 42);
            client.ask("confirm", 42);
            assertThat(applier.requests())
                    .containsExactly(
                            "activate 42 ab12 1294.56\n", "reactivate 42\n", "confirm 42\n");
        }
    }

    private static byte[] answer(String verb, String rest) {
        return ("{\"verb\":\"" + verb + "\",\"id\":42," + rest + "}\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void everyResultOfTheContractIsAnAnswer() throws IOException {
        assertThat(asked("\"result\":\"done\"")).isEqualTo(new Answer.Done());
        assertThat(asked("\"result\":\"refused\",\"reason\":\"trial-open\""))
                .isEqualTo(new Answer.Refused("trial-open", ""));
        assertThat(
                        asked(
                                "\"result\":\"refused\",\"reason\":\"proposal-grammar\","
                                        + "\"file\":\"values/ssh\""))
                .isEqualTo(new Answer.Refused("proposal-grammar", "values/ssh"));
        assertThat(asked("\"result\":\"failed\",\"reason\":\"ssh\""))
                .isEqualTo(new Answer.Failed("ssh"));
        assertThat(asked("\"result\":\"stranded\",\"reason\":\"links\""))
                .isEqualTo(new Answer.Stranded("links"));
    }

    private Answer asked(String rest) throws IOException {
        Path own = folder.resolve(Integer.toHexString(rest.hashCode()));
        try (var _ = FakeApplier.at(own, _ -> answer("confirm", rest))) {
            return new ApplierClient(own, Duration.ofSeconds(10)).ask("confirm", 42);
        }
    }

    @Test
    void aRequestThatWasNotUnderstoodIsRefusedThoughItsNameDoesNotComeBack() throws IOException {
        try (var _ =
                FakeApplier.answering(
                        socket,
                        "{\"verb\":\"\",\"result\":\"refused\",\"reason\":\"bad-request\"}")) {
            assertThat(client.ask("confirm", 42)).isEqualTo(new Answer.Refused("bad-request", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "\"done\"",
                "{\"verb\":\"confirm\",\"id\":42,\"result\":\"done\"} {}",
                "{\"verb\":\"confirm\",\"id\":42,\"result\":\"done\",\"result\":\"failed\"}",
                "{\"verb\":\"revert\",\"id\":42,\"result\":\"done\"}",
                "{\"verb\":\"confirm\",\"id\":41,\"result\":\"done\"}",
                "{\"verb\":\"confirm\",\"result\":\"done\"}",
                "{\"verb\":\"confirm\",\"id\":\"42\",\"result\":\"done\"}",
                "{\"verb\":\"confirm\",\"id\":42,\"result\":\"perhaps\",\"reason\":\"x\"}",
                "{\"verb\":\"confirm\",\"id\":42,\"result\":\"failed\"}",
                "{\"verb\":\"confirm\",\"id\":42}"
            })
    void anAnswerThatIsNotToThisVeryRequestIsNone(String answer) throws IOException {
        try (var _ = FakeApplier.answering(socket, answer)) {
            assertNoAnswer(Kind.UNINTELLIGIBLE, () -> client.ask("confirm", 42));
        }
    }

    private static void assertNoAnswer(Kind kind, ThrowingCallable call) {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
                .withMessageContaining("asking the applier to");
    }

    @Test
    void halfALineIsNoAnswerThoughItReadsLikeOne() throws IOException {
        byte[] whole = answer("confirm", "\"result\":\"done\"");
        byte[] half = Arrays.copyOf(whole, whole.length - 1);
        try (var _ = FakeApplier.at(socket, _ -> half)) {
            assertNoAnswer(Kind.UNINTELLIGIBLE, () -> client.ask("confirm", 42));
        }
    }

    @Test
    void anAnswerWithoutEndIsCutOff() throws IOException {
        byte[] huge = new byte[17 * 1024 * 1024];
        Arrays.fill(huge, (byte) ' ');
        try (var _ = FakeApplier.at(socket, _ -> huge)) {
            assertNoAnswer(Kind.UNINTELLIGIBLE, () -> client.ask("confirm", 42));
            assertNoAnswer(Kind.UNINTELLIGIBLE, () -> client.observe());
        }
    }

    @Test
    void silenceEndsWhenPatienceDoes() throws IOException {
        var hurried = new ApplierClient(socket, Duration.ofMillis(200));
        try (var _ = FakeApplier.silent(socket)) {
            long begun = System.nanoTime();
            assertNoAnswer(Kind.TIMED_OUT, () -> hurried.ask("confirm", 42));
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
        }
    }

    @Test
    void whereNobodyListensNobodyIsReached() throws IOException, InterruptedException {
        assertNoAnswer(Kind.UNREACHABLE, () -> client.ask("confirm", 42));
        FakeApplier.silent(socket).close();
        // The kernel lets go of the door only when the thread that waited at it has left.
        Thread.sleep(Duration.ofMillis(500));
        assertNoAnswer(Kind.UNREACHABLE, () -> client.ask("confirm", 42));
    }
}
