package io.edgeward.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreachableTest {
    @TempDir private Path folder;

    @Test
    void aMissingSocketIsNamedWithTheWayOut() {
        Ran ran = Ran.at(folder.resolve("control.sock"), "status");
        assertThat(ran.exit()).isEqualTo(4);
        assertThat(ran.out()).isEmpty();
        assertThat(flat(ran))
                .contains(folder.resolve("control.sock").toString())
                .contains("no such file")
                .contains("systemctl status edgeward");
    }

    @Test
    void aSocketThatNobodyListensAtIsToldAsSuch() throws IOException {
        Path socket = folder.resolve("control.sock");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
        }
        Ran ran = Ran.at(socket, "status");
        assertThat(ran.exit()).isEqualTo(4);
        assertThat(flat(ran)).contains("refused").contains("systemctl restart edgeward");
    }

    @Test
    void aConnectionThatEndsInTheMiddleOfAChangeLeavesTheEndOpenAndSaysSo() {
        try (var daemon = new ScriptedDaemon()) {
            daemon.on("PATCH /settings?dryRun=true", Answers.PLANNED)
                    .onRaw("PATCH /settings", new byte[0]);
            Ran ran = Ran.at(daemon, "settings", "set", "/a", "1");
            assertThat(ran.exit()).isEqualTo(4);
            assertThat(flat(ran)).contains("not known").contains("edgeward status");
        }
    }

    @Test
    void anAnswerThatIsCutShortIsNoAnswer() {
        try (var daemon = new ScriptedDaemon()) {
            byte[] whole = ScriptedDaemon.http(200, Answers.STATUS);
            daemon.onRaw("GET /status", java.util.Arrays.copyOf(whole, whole.length - 5));
            assertThat(Ran.at(daemon, "status").exit()).isEqualTo(4);
        }
    }

    @Test
    void whatDoesNotSpeakHttpIsInternal() {
        try (var daemon = new ScriptedDaemon()) {
            daemon.onRaw("GET /status", "SSH-2.0-OpenSSH\r\n\r\n".getBytes(UTF_8));
            Ran ran = Ran.at(daemon, "status");
            assertThat(ran.exit()).isEqualTo(7);
            assertThat(flat(ran)).contains("does not speak HTTP");
        }
    }

    @Test
    void aChunkedAnswerIsRead() {
        try (var daemon = new ScriptedDaemon()) {
            String answer =
                    """
                    HTTP/1.1 200 OK
                    Transfer-Encoding: chunked

                    6
                    {"a":1
                    1
                    }
                    0

                    """
                            .replace("\n", "\r\n");
            daemon.onRaw("GET /settings", answer.getBytes(UTF_8));
            assertThat(Ran.at(daemon, "settings", "show").document().path("a").asInt())
                    .isEqualTo(1);
        }
    }

    private static String flat(Ran ran) {
        return ran.err().replaceAll("\\s+", " ");
    }
}
