package io.edgeward.platform.simulated;

import io.edgeward.core.platform.Observation.Filter;
import io.edgeward.core.platform.Observation.Hook;
import io.edgeward.core.settings.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kernel's packet filter: our table, if it is loaded, and what hands did to it. */
final class PacketFilter {
    private static final String MANAGED = "firewall/managed";
    private static final String INPUT = "firewall/input";

    /** What was loaded: the lines of `firewall/input`, and whether echo requests are answered. */
    private record Loaded(String input, boolean answerPing) {}

    private Optional<Loaded> loaded = Optional.empty();
    private final List<RuleLine> byHand = new ArrayList<>();

    static boolean takes(Map<String, String> files) {
        return RuleLine.parse(files.getOrDefault(INPUT, "")).isPresent();
    }

    /** Follows a generation; tells whether anything had to be done. */
    boolean follow(Map<String, String> files) {
        Optional<Loaded> wanted =
                files.containsKey(MANAGED)
                        ? Optional.of(
                                new Loaded(
                                        files.getOrDefault(INPUT, ""),
                                        files.containsKey("firewall/answer-ping")))
                        : Optional.empty();
        boolean differs = !wanted.equals(loaded) || !byHand.isEmpty();
        loaded = wanted;
        byHand.clear();
        return differs;
    }

    void flush() {
        loaded = Optional.empty();
        byHand.clear();
    }

    void openByHand(RuleLine rule) {
        byHand.add(rule);
    }

    boolean accepts(Protocol protocol, int port, Neighbour from) {
        if (loaded.isEmpty()) {
            return true;
        }
        List<RuleLine> rules =
                new ArrayList<>(RuleLine.parse(loaded.get().input()).orElse(List.of()));
        rules.addAll(byHand);
        return rules.stream().anyMatch(rule -> rule.accepts(protocol, port, from));
    }

    Filter observe(List<Hook> others) {
        return new Filter(loaded.isPresent(), byHand.isEmpty(), List.of(), others, false);
    }
}
