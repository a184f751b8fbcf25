package io.edgeward.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.settings.StrictJson;
import io.edgeward.gateway.HttpOverSocket.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are wrong in themselves. None of them changes anything. */
final class BadInputTest {
    @TempDir Path folder;
    private RunningGateway gateway;
    private long writes;

    @BeforeEach
    void start() {
        gateway = RunningGateway.in(folder);
        writes = gateway.machine().writes();
    }

    @AfterEach
    void nothingWasWritten() {
        long after = gateway.machine().writes();
        gateway.close();
        assertThat(after).isEqualTo(writes);
    }

    private static void assertInvalid(Answer answer, int status, String... codes) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        assertThat(answer.text("/type")).isEqualTo("urn:edgeward:problem:invalid");
        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.at("/errors").findValuesAsString("code")).containsExactly(codes);
    }

    @Test
    void everyFaultOfADocumentComesInOneAnswerWithItsPointer() {
        Answer answer =
                gateway.client()
                        .patch(
                                "/settings",
                                """
                                {"services":{"ssh":{"enabled":"yes","port":70000,"prot":22},
                                 "localConsole":{"enabled":true,"enabled":false}},
                                 "firewall":{"managed":null,"answerPing":1},"wifi":{}}
                                """);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.exit()).isEqualTo(2);
        var errors = answer.at("/errors");
        assertThat(errors.findValuesAsString("pointer"))
                .containsExactly(
                        "/firewall/answerPing",
                        "/services/localConsole/enabled",
                        "/services/ssh/enabled",
                        "/services/ssh/port",
                        "/services/ssh/prot",
                        "/wifi");
        assertThat(errors.findValuesAsString("code"))
                .containsExactly(
                        "wrong-type",
                        "duplicate-key",
                        "wrong-type",
                        "out-of-range",
                        "unknown-key",
                        "unknown-key");
        assertThat(errors.findValuesAsString("tryThis")).noneMatch(String::isBlank);
    }

    @Test
    void whatIsNotJsonIsABadRequest() {
        for (String sent : new String[] {"{", "", "{} {}", "nul", "{\"a\":1,}", "\u0000"}) {
            assertInvalid(gateway.client().patch("/settings", sent), 400, "malformed");
        }
    }

    @Test
    void anOptionThatIsNotKnownIsRefusedAndTheKnownOnesAreNamed() {
        Answer answer = gateway.client().patch("/settings?confirm=5", Changing.CONSOLE_OFF);

        assertInvalid(answer, 400, "unknown-option");
        assertThat(answer.text("/errors/0/tryThis")).contains("confirmWithin", "dryRun");
        assertInvalid(gateway.client().get("/status?x=1"), 400, "unknown-option");
        assertInvalid(gateway.client().post("/trial/2/revert?now=true"), 400, "unknown-option");
    }

    @Test
    void everyWrongOptionComesInOneAnswer() {
        Answer answer =
                gateway.client()
                        .patch(
                                "/settings?now=yes&confirmWithin=2m&dryRun=true&dryRun=true&x&reason=%C3%28",
                                Changing.CONSOLE_OFF);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors").findValuesAsString("code"))
                .containsExactlyInAnyOrder(
                        "malformed-option",
                        "malformed-option",
                        "malformed-option",
                        "repeated-option",
                        "unknown-option");
    }

    @Test
    void aTextWithControlCharactersIsRefused() {
        for (String text : new String[] {"a%0Ab", "%1B[2J", "%00", "%C3%28", "x".repeat(1001)}) {
            assertInvalid(
                    gateway.client().patch("/settings?reason=" + text, Changing.CONSOLE_OFF),
                    400,
                    "malformed-option");
        }
    }

    @Test
    void aWindowThatIsTooShortOrTooLongIsABadRequest() {
        for (String window : new String[] {"29", "3601", "0", "999999999"}) {
            assertInvalid(
                    gateway.client()
                            .patch("/settings?confirmWithin=" + window, Changing.CONSOLE_OFF),
                    400,
                    "window-out-of-range");
        }
        assertInvalid(
                gateway.client().patch("/settings?now=true&confirmWithin=60", Changing.CONSOLE_OFF),
                400,
                "contradiction");
        assertInvalid(
                gateway.client().patch("/settings?acceptLoss=telnet", Changing.CONSOLE_OFF),
                400,
                "no-such-way");
    }

    @Test
    void numbersAreReadStrictly() {
        for (String number :
                new String[] {"0", "1001", "-1", "1.0", "x", "", "+5", "99999999999"}) {
            assertInvalid(
                    gateway.client().get("/events?atMost=" + number), 400, "malformed-option");
        }
        assertInvalid(gateway.client().post("/trial/2/extend"), 400, "missing-option");
        assertInvalid(gateway.client().post("/trial/2/extend?seconds=0"), 400, "malformed-option");
    }

    @Test
    void aPointerThatIsNoneIsABadRequest() {
        assertInvalid(gateway.client().get("/settings?at=services"), 400, "malformed-option");
    }

    @Test
    void aProfileThatDoesNotExistAndAFacetWithoutAReasonAreBadRequests() {
        assertInvalid(gateway.client().get("/audit?profile=lab"), 400, "unknown-profile");
        assertInvalid(gateway.client().post("/enforce?keep=ssh"), 400, "missing-reason");
        assertInvalid(gateway.client().post("/enforce?keep=wifi%3Dx"), 400, "unknown-facet");
        assertInvalid(
                gateway.client().post("/enforce?keep=ssh%3Da&keep=ssh%3Db"),
                400,
                "repeated-option");
    }

    @Test
    void aBodyWhereNoneBelongsIsABadRequest() {
        assertInvalid(
                gateway.client().send("POST", "/enforce", "{}".getBytes(StandardCharsets.UTF_8)),
                400,
                "unexpected-body");
    }

    @Test
    void oneMebibyteIsReadAndOneByteMoreIsNot() {
        byte[] full = new byte[StrictJson.MAX_BYTES];
        Arrays.fill(full, (byte) ' ');
        byte[] over = Arrays.copyOf(full, full.length + 1);
        over[full.length] = ' ';

        assertInvalid(gateway.client().send("PATCH", "/settings", full), 400, "malformed");
        assertTooLarge(gateway.client().send("PATCH", "/settings", over));
        assertTooLarge(gateway.client().sendChunked("PATCH", "/settings", over));
        assertTooLarge(gateway.client().sendChunked("PUT", "/settings", over));
    }

    private static void assertTooLarge(Answer answer) {
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text("/type")).isEqualTo("urn:edgeward:problem:too-large");
        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.at("/errors").size()).isEqualTo(1);
    }

    @Test
    void aMebibyteOfFaultsIsAnsweredWithAThousandOfThem() {
        var document = new StringBuilder("{");
        for (int i = 0; document.length() < 1_000_000; i++) {
            document.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":0");
        }

        Answer answer = gateway.client().patch("/settings", document.append('}').toString());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/errors").size()).isEqualTo(1000);
    }

    /** As bytes: no client would send these. */
    private String answerTo(String request) throws IOException {
        try (var door = SocketChannel.open(UnixDomainSocketAddress.of(gateway.socket()))) {
            door.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            door.shutdownOutput();
            var answer = new ByteArrayOutputStream();
            Channels.newInputStream(door).transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void aBodyThatEndsEarlyOrComesInNoFormIsABadRequestAndNoFaultOfOurs() throws IOException {
        String head = "PATCH /api/v1/settings HTTP/1.1\r\nHost: localhost\r\n";
        for (String rest :
                List.of(
                        "Content-Length: 99\r\n\r\n{\"services\":",
                        "Transfer-Encoding: chunked\r\n\r\n5}\r\n{\"a\":\r\n0\r\n\r\n",
                        "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n")) {
            assertThat(answerTo(head + rest))
                    .as(rest)
                    .startsWith("HTTP/1.1 400 ")
                    .contains("broken-body");
        }
    }
}
