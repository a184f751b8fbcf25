package io.edgeward.testbed;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A TCP flow between a neighbour and the gateway that stays open. Its other end gives back what it
 * gets. For one thread.
 */
public final class TcpFlow implements AutoCloseable {

    private final Socket socket;

    TcpFlow(Socket socket) {
        this.socket = socket;
    }

    public void send(String text) {
        try {
            var out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException cause) {
            throw new BedException("sending over " + socket, cause);
        }
    }

    /**
     * The next bytes from the other end as text; nothing if none came in time, or the flow has
     * ended.
     */
    public Optional<String> receive(Duration limit) {
        try {
            socket.setSoTimeout(Math.max(1, (int) limit.toMillis()));
            var bytes = new byte[65536];
            var count = socket.getInputStream().read(bytes);
            return count < 0
                    ? Optional.empty()
                    : Optional.of(new String(bytes, 0, count, StandardCharsets.UTF_8));
        } catch (SocketTimeoutException silence) {
            return Optional.empty();
        } catch (IOException cause) {
            throw new BedException("receiving over " + socket, cause);
        }
    }

    /**
     * Whether something sent now comes back in time: the only proof that a flow passes in both
     * directions.
     */
    public boolean alive(Duration limit) {
        var token = UUID.randomUUID().toString();
        var end = System.nanoTime() + limit.toNanos();
        var heard = new StringBuilder();
        try {
            send(token);
            while (heard.indexOf(token) < 0) {
                var left = Duration.ofNanos(end - System.nanoTime());
                var text = left.isNegative() ? Optional.<String>empty() : receive(left);
                if (text.isEmpty()) {
                    return false;
                }
                heard.append(text.get());
            }
            return true;
        } catch (BedException broken) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException cause) {
            throw new BedException("closing " + socket, cause);
        }
    }
}
