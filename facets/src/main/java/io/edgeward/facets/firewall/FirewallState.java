package io.edgeward.facets.firewall;

import io.edgeward.core.platform.Observation.Hook;
import java.util.List;
import java.util.Optional;

/**
 * The packet filter as it is.
 *
 * @param managed our table is in the kernel; empty: could not be seen
 * @param holds the kernel's rules are those that were loaded; empty: not loaded, or not seen
 * @param inbound {@code drop}, {@code accept} (nothing of ours is loaded) or {@code altered}
 * @param altered how the kernel's rules differ from those that were loaded
 * @param others base chains of other owners that see inbound or forwarded packets
 * @param legacyRules rules exist that only iptables-legacy can see
 */
public record FirewallState(
        Optional<Boolean> managed,
        Optional<Boolean> holds,
        Optional<String> inbound,
        Optional<List<String>> altered,
        Optional<List<Hook>> others,
        Optional<Boolean> legacyRules) {}
