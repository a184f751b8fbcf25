package io.edgeward.gateway.api;

import io.edgeward.core.enforcement.Principal;
import java.nio.channels.SocketChannel;

/** Tells who is at the other end of a connection. */
public interface Callers {
    Principal of(SocketChannel connection);
}
