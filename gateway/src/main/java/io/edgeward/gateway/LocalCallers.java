package io.edgeward.gateway;

import io.edgeward.core.enforcement.Principal;
import io.edgeward.core.platform.Platform;
import io.edgeward.gateway.api.Callers;
import io.edgeward.platform.linux.Peer;
import io.edgeward.platform.linux.PeerCredentials;
import java.nio.channels.SocketChannel;
import java.util.function.LongPredicate;

/**
 * Local processes, told by the kernel.
 *
 * @param isRoot by user id: who is the superuser of the gateway's operating system
 */
record LocalCallers(Platform platform, LongPredicate isRoot) implements Callers {
    @Override
    public Principal of(SocketChannel connection) {
        Peer peer = PeerCredentials.of(connection);
        return new Principal(
                peer.user() + " (uid " + peer.uid() + ")",
                isRoot.test(peer.uid()),
                platform.loginOf(peer.pid()));
    }
}
