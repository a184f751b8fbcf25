package io.edgeward.gateway.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks over the control socket: one request, one connection. May be used from any thread. */
final class ControlClient {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final Path socket;

    ControlClient(Path socket) {
        this.socket = socket;
    }

    /** What came back. */
    record Answer(int status, JsonNode body) {
        int exit() {
            return body.path("exit").asInt(-1);
        }
    }

    Answer get(String target) {
        return ask("GET", target);
    }

    Answer post(String target) {
        return ask("POST", target);
    }

    private Answer ask(String method, String target) {
        String head =
                method
                        + " /api/v1"
                        + target
                        + " HTTP/1.1\r\nHost: edgeward\r\nContent-Length: 0\r\nConnection:"
                        + " close\r\n\r\n";
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            ByteBuffer request = ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII));
            while (request.hasRemaining()) {
                channel.write(request);
            }
            return answer(
                    new String(
                            Channels.newInputStream(channel).readAllBytes(),
                            StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("asking " + method + " " + target, e);
        }
    }

    private static Answer answer(String text) throws IOException {
        int end = text.indexOf(END_OF_HEAD);
        if (end < 0) {
            throw new IOException("the answer has no end");
        }
        return new Answer(
                Integer.parseInt(text.substring(9, 12)),
                MAPPER.readTree(text.substring(end + END_OF_HEAD.length())));
    }
}
