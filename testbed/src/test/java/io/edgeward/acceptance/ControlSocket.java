package io.edgeward.acceptance;

import io.edgeward.testbed.Gateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * The control socket, asked as root by a program without a login session: quicker than the command
 * line, and by as many at once as a test wants. May be used from several threads.
 */
record ControlSocket(Gateway gateway) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * What came back.
     *
     * @param status of HTTP; 0: the connection ended without an answer
     */
    record Reply(int status, JsonNode body) {
        boolean isCut() {
            return status == 0;
        }

        long generation() {
            return body.path("generation").asLong(-1);
        }

        String code() {
            return body.at("/errors/0/code").asString("");
        }
    }

    Reply get(String target) {
        return ask("GET", target, "");
    }

    Reply post(String target) {
        return ask("POST", target, "");
    }

    Reply patch(String target, String document) {
        return ask("PATCH", target, document);
    }

    private Reply ask(String method, String target, String document) {
        byte[] body = document.getBytes(StandardCharsets.UTF_8);
        // HTTP/1.0: the answer ends where the connection ends.
        String head =
                "%s /api/v1%s HTTP/1.0\r\nHost: edgeward\r\nContent-Length: %d\r\n\r\n"
                        .formatted(method, target, body.length);
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(
                    UnixDomainSocketAddress.of(
                            gateway.root().resolve("run/edgeward-daemon/control.sock")));
            write(channel, head.getBytes(StandardCharsets.UTF_8));
            write(channel, body);
            return read(channel);
        } catch (IOException e) {
            return new Reply(0, MissingNode.getInstance());
        }
    }

    private static void write(SocketChannel channel, byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static Reply read(SocketChannel channel) throws IOException {
        var all = new ByteArrayOutputStream();
        var buffer = ByteBuffer.allocate(8192);
        while (channel.read(buffer) >= 0) {
            all.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        String text = all.toString(StandardCharsets.UTF_8);
        int blank = text.indexOf("\r\n\r\n");
        if (blank < 0) {
            return new Reply(0, MissingNode.getInstance());
        }
        return new Reply(
                Integer.parseInt(text.substring(9, 12)),
                new JsonMapper().readTree(text.substring(blank + 4)));
    }

    /** Waits until the daemon knows its gateway. */
    void awaitDaemon() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (get("/status").status() != 200) {
            if (System.nanoTime() > end) {
                throw new AssertionError("no daemon within " + PATIENCE);
            }
            Truth.pause();
        }
    }
}
