package io.edgeward.facets.firewall;

import io.edgeward.core.settings.Describe;
import java.util.Map;
import java.util.TreeMap;

/** The inbound policy as wanted. */
public record FirewallSettings(
        @Describe("Whether Edgeward decides what may come in; off leaves the packet filter alone.")
                boolean managed,
        @Describe("Whether ICMP and ICMPv6 echo requests are answered.") boolean answerPing,
        @Describe("What may come in beside switched-on services, by a name of your own.")
                Map<String, AllowRule> allow) {
    public FirewallSettings {
        allow = Map.copyOf(new TreeMap<>(allow));
    }

    /**
     * Closed but for switched-on services; answers pings, so that a technician finds the gateway.
     */
    public static FirewallSettings defaults() {
        return new FirewallSettings(true, true, Map.of());
    }
}
