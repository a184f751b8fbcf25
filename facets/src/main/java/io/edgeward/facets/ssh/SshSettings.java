package io.edgeward.facets.ssh;

import io.edgeward.core.settings.Describe;
import io.edgeward.core.settings.Port;

/** The SSH server as wanted. */
public record SshSettings(
        @Describe("Whether the SSH server runs; off cuts its open sessions too.") boolean enabled,
        @Describe("TCP port that it listens on, on every address.") Port port) {
    /** Off, as the product that the guide is about ships it; port 22 when switched on. */
    public static SshSettings defaults() {
        return new SshSettings(false, new Port(22));
    }
}
