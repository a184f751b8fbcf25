package io.edgeward.platform.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Plays the applier on a real Unix socket, well or badly: each connection's request line goes to a
 * function, and the bytes that it gives go back, whatever they are, before the connection is
 * closed.
 */
final class FakeApplier implements AutoCloseable {
    private final ServerSocketChannel server;
    private final Function<String, byte[]> behaviour;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private FakeApplier(ServerSocketChannel server, Function<String, byte[]> behaviour) {
        this.server = server;
        this.behaviour = behaviour;
    }

    /** Listens at {@code socket} and answers every request with what {@code behaviour} gives. */
    static FakeApplier at(Path socket, Function<String, byte[]> behaviour) {
        try {
            var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            var fake = new FakeApplier(server, behaviour);
            Thread.ofVirtual().start(fake::serve);
            return fake;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #at(Path, Function)}, always with the same answer and its line end. */
    static FakeApplier answering(Path socket, String answer) {
        return at(socket, _ -> (answer + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Accepts, reads, and never says a word. */
    static FakeApplier silent(Path socket) {
        return at(
                socket,
                _ -> {
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return new byte[0];
                });
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    private void serve() {
        while (server.isOpen()) {
            try {
                SocketChannel channel = server.accept();
                Thread.ofVirtual().start(() -> answer(channel));
            } catch (IOException e) {
                // Closed by the test, which is how it ends.
                return;
            }
        }
    }

    private void answer(SocketChannel channel) {
        try (channel) {
            byte[] request = Channels.newInputStream(channel).readAllBytes();
            requests.add(new String(request, StandardCharsets.UTF_8));
            var answer = ByteBuffer.wrap(behaviour.apply(requests.getLast()));
            while (answer.hasRemaining()) {
                channel.write(answer);
            }
        } catch (IOException e) {
            // The client hung up first, as it may.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
