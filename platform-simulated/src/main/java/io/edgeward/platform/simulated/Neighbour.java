package io.edgeward.platform.simulated;

import java.net.InetAddress;

/**
 * A host beside the gateway.
 *
 * @param address its own
 * @param through the gateway's interface that its packets arrive at
 */
public record Neighbour(InetAddress address, String through) {
    /** Somebody on the internet, behind eth0. */
    public static final Neighbour STRANGER = of("203.0.113.9", "eth0");

    public static Neighbour of(String address, String through) {
        return new Neighbour(InetAddress.ofLiteral(address), through);
    }
}
