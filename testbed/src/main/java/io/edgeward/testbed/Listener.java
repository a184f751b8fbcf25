package io.edgeward.testbed;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A TCP port of a neighbour that waits for flows which the gateway begins. For one thread. */
public final class Listener implements AutoCloseable {

    private final ServerSocket door;

    Listener(ServerSocket door) {
        this.door = door;
    }

    /**
     * The next flow; the neighbour may push into it at any time.
     *
     * @throws BedException if none begins in time
     */
    public TcpFlow accept(Duration limit) {
        try {
            door.setSoTimeout((int) limit.toMillis());
            return new TcpFlow(door.accept());
        } catch (SocketTimeoutException silence) {
            throw new BedException(
                    "nobody called port " + door.getLocalPort() + " within " + limit, silence);
        } catch (IOException cause) {
            throw new BedException("accepting on port " + door.getLocalPort(), cause);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException cause) {
            throw new BedException("closing port " + door.getLocalPort(), cause);
        }
    }
}
