package io.edgeward.platform.simulated;

import io.edgeward.core.facet.Exposure;
import io.edgeward.core.facet.Facet;
import io.edgeward.core.facet.Risk;
import io.edgeward.core.platform.Observation;
import io.edgeward.core.platform.Observation.Filter;
import io.edgeward.core.settings.Port;
import io.edgeward.core.settings.PortRange;
import io.edgeward.core.settings.Problem;
import io.edgeward.core.settings.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A facet for tests of the engine: the wall around the gateway and the holes in it. */
final class Wall implements Facet<Wall.Wish, Wall.Seen> {
    record Wish(boolean managed, Map<String, Port> holes) {
        Wish {
            holes = Map.copyOf(holes);
        }
    }

    record Seen(Optional<Boolean> loaded, Optional<Boolean> holds) {}

    @Override
    public String id() {
        return "firewall";
    }

    @Override
    public String title() {
        return "Wall";
    }

    @Override
    public String description() {
        return "The wall around the gateway.";
    }

    @Override
    public String at() {
        return "/wall";
    }

    @Override
    public Class<Wish> settingsType() {
        return Wish.class;
    }

    @Override
    public Wish defaults() {
        return new Wish(true, Map.of());
    }

    @Override
    public List<Wish> examples() {
        return List.of(defaults());
    }

    @Override
    public boolean on(Wish settings) {
        return settings.managed();
    }

    @Override
    public String says(Wish settings) {
        return settings.toString();
    }

    @Override
    public List<Problem> check(Wish settings) {
        return settings.managed() || settings.holes().isEmpty()
                ? List.of()
                : List.of(
                        Problem.warning(
                                "no-wall",
                                "/holes",
                                "There is no wall to have holes.",
                                "Build it."));
    }

    @Override
    public Map<String, String> render(Wish settings, List<Exposure> exposures) {
        if (!settings.managed()) {
            return Map.of();
        }
        var rules = new StringBuilder();
        exposures.forEach(it ->
                rules.append("tcp dport ")
                        .append(it.ports())
                        .append(" accept comment \"")
                        .append(it.by())
                        .append("\"\n"));
        return Map.of("firewall/managed", "", "firewall/input", rules.toString());
    }

    @Override
    public Seen read(Observation observation) {
        Optional<Filter> filter = observation.filter();
        return new Seen(filter.map(Filter::loaded), filter.map(Filter::holds));
    }

    @Override
    public List<String> differences(Wish settings, Seen state, List<Exposure> exposures) {
        boolean as = state.loaded().equals(Optional.of(settings.managed()));
        boolean holds = !settings.managed() || state.holds().orElse(false);
        return as && holds ? List.of() : List.of("it is " + state);
    }

    @Override
    public Wish adopt(Observation observation) {
        return new Wish(false, Map.of());
    }

    @Override
    public List<Exposure> exposes(Wish settings) {
        return new TreeMap<>(settings.holes())
                .entrySet().stream()
                        .map(hole ->
                                Exposure.anywhere(
                                        hole.getKey(), Protocol.TCP, PortRange.of(hole.getValue())))
                        .toList();
    }

    @Override
    public Risk risk(Wish before, Wish after) {
        return after.managed() && !before.managed() ? Risk.MAY_CUT_ACCESS : Risk.NONE;
    }
}
