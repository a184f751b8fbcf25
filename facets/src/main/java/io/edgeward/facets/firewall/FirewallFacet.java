package io.edgeward.facets.firewall;

import io.edgeward.core.facet.Exposure;
import io.edgeward.core.facet.Facet;
import io.edgeward.core.facet.Risk;
import io.edgeward.core.platform.Observation;
import io.edgeward.core.platform.Observation.Filter;
import io.edgeward.core.settings.Cidr;
import io.edgeward.core.settings.PortRange;
import io.edgeward.core.settings.Problem;
import io.edgeward.core.settings.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The inbound policy. */
public final class FirewallFacet implements Facet<FirewallSettings, FirewallState> {
    private static final String MANAGED = "firewall/managed";
    private static final String ANSWER_PING = "firewall/answer-ping";
    private static final String INPUT = "firewall/input";

    /** Below what the applier takes (256 KiB), with room for the rules of services. */
    private static final int MOST_LINES = 1000;

    @Override
    public String id() {
        return "firewall";
    }

    @Override
    public String title() {
        return "Firewall";
    }

    @Override
    public String description() {
        return "What may come in from the network: nothing but switched-on services and your rules.";
    }

    @Override
    public String at() {
        return "/firewall";
    }

    @Override
    public Class<FirewallSettings> settingsType() {
        return FirewallSettings.class;
    }

    @Override
    public FirewallSettings defaults() {
        return FirewallSettings.defaults();
    }

    @Override
    public List<FirewallSettings> examples() {
        var historian =
                new AllowRule(
                        Protocol.TCP,
                        PortRange.parse("502-505"),
                        List.of(Cidr.parse("192.168.4.0/24"), Cidr.parse("fd00:4::/64")),
                        Optional.empty());
        return List.of(
                new FirewallSettings(true, false, Map.of()),
                new FirewallSettings(true, true, Map.of("historian", historian)),
                new FirewallSettings(false, true, Map.of()));
    }

    @Override
    public boolean on(FirewallSettings settings) {
        return settings.managed();
    }

    @Override
    public String says(FirewallSettings settings) {
        if (!settings.managed()) {
            return "not managed: everything that listens can be reached";
        }
        int rules = settings.allow().size();
        return "closed"
                + (rules == 0
                        ? ""
                        : ", " + rules + (rules == 1 ? " rule" : " rules") + " of yours");
    }

    @Override
    public List<Problem> check(FirewallSettings settings) {
        int lines =
                settings.allow().values().stream()
                        .mapToInt(rule -> Math.max(1, rule.sources().size()))
                        .sum();
        if (lines > MOST_LINES) {
            return List.of(
                    Problem.error(
                            "too-many-rules",
                            "/allow",
                            "Each source of each rule is a line of the packet filter: these are "
                                    + lines
                                    + ", and it takes "
                                    + MOST_LINES
                                    + " at most.",
                            "Put neighbouring networks together, or leave the sources of a rule out."));
        }
        if (settings.managed() || settings.allow().isEmpty()) {
            return List.of();
        }
        return List.of(
                Problem.warning(
                        "rules-without-effect",
                        "/allow",
                        "The rules have no effect while the firewall is not managed.",
                        "Set /firewall/managed to true."));
    }

    @Override
    public Map<String, String> render(FirewallSettings settings, List<Exposure> exposures) {
        if (!settings.managed()) {
            return Map.of();
        }
        Map<String, String> files = new TreeMap<>();
        files.put(MANAGED, "");
        if (settings.answerPing()) {
            files.put(ANSWER_PING, "");
        }
        files.put(INPUT, RuleLines.of(exposures));
        return files;
    }

    @Override
    public FirewallState read(Observation observation) {
        Optional<Filter> filter = observation.filter();
        return new FirewallState(
                filter.map(Filter::loaded),
                filter.filter(Filter::loaded).map(Filter::holds),
                filter.map(it -> it.loaded() ? it.holds() ? "drop" : "altered" : "accept"),
                filter.map(Filter::altered),
                filter.map(Filter::others),
                filter.map(Filter::legacyRules));
    }

    @Override
    public List<String> differences(
            FirewallSettings settings, FirewallState state, List<Exposure> exposures) {
        if (state.managed().isEmpty()) {
            return List.of("the kernel's rules could not be seen");
        }
        boolean loaded = state.managed().get();
        if (settings.managed() && !loaded) {
            return List.of(
                    "its rules are not in the kernel: everything that listens can be reached");
        }
        if (!settings.managed() && loaded) {
            return List.of("its rules are still in the kernel");
        }
        if (state.holds().orElse(true)) {
            return List.of();
        }
        List<String> altered = state.altered().orElse(List.of());
        return List.of(
                "the kernel's rules are not those that were loaded"
                        + (altered.isEmpty() ? "" : ": " + String.join("; ", altered)));
    }

    @Override
    public FirewallSettings adopt(Observation observation) {
        return new FirewallSettings(false, true, Map.of());
    }

    @Override
    public List<Exposure> exposes(FirewallSettings settings) {
        // Not managed, its rules narrow nothing: whatever listens is reached by everybody, unasked.
        return !settings.managed()
                ? List.of()
                : settings.allow().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(rule -> rule.getValue().exposure(rule.getKey()))
                        .collect(Collectors.toList());
    }

    @Override
    public Risk risk(FirewallSettings before, FirewallSettings after) {
        boolean closes = after.managed() && !before.managed();
        boolean narrows =
                after.managed() && !after.allow().entrySet().containsAll(before.allow().entrySet());
        return closes || narrows ? Risk.MAY_CUT_ACCESS : Risk.NONE;
    }
}
