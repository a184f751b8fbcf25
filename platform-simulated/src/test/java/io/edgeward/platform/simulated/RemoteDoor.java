package io.edgeward.platform.simulated;

import io.edgeward.core.facet.Exposure;
import io.edgeward.core.facet.Facet;
import io.edgeward.core.facet.Risk;
import io.edgeward.core.facet.Way;
import io.edgeward.core.platform.Observation;
import io.edgeward.core.platform.Observation.Listener;
import io.edgeward.core.settings.Port;
import io.edgeward.core.settings.PortRange;
import io.edgeward.core.settings.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A facet for tests of the engine: a way in over the network. */
final class RemoteDoor implements Facet<RemoteDoor.Wish, RemoteDoor.Seen> {
    record Wish(boolean enabled, Port port) {}

    record Seen(Optional<List<Integer>> listening) {}

    @Override
    public String id() {
        return "ssh";
    }

    @Override
    public String title() {
        return "Remote door";
    }

    @Override
    public String description() {
        return "A way in over the network.";
    }

    @Override
    public String at() {
        return "/doors/remote";
    }

    @Override
    public Class<Wish> settingsType() {
        return Wish.class;
    }

    @Override
    public Wish defaults() {
        return new Wish(false, new Port(22));
    }

    @Override
    public List<Wish> examples() {
        return List.of(defaults());
    }

    @Override
    public boolean on(Wish settings) {
        return settings.enabled();
    }

    @Override
    public String says(Wish settings) {
        return settings.toString();
    }

    @Override
    public Map<String, String> render(Wish settings, List<Exposure> exposures) {
        return settings.enabled()
                ? Map.of("services/ssh", "", "values/ssh", "port " + settings.port() + "\n")
                : Map.of();
    }

    @Override
    public Seen read(Observation observation) {
        return new Seen(
                observation
                        .listeners()
                        .map(all ->
                                all.stream()
                                        .filter(it -> it.process().equals("sshd"))
                                        .map(Listener::port)
                                        .distinct()
                                        .sorted()
                                        .toList()));
    }

    @Override
    public List<String> differences(Wish settings, Seen state, List<Exposure> exposures) {
        if (state.listening().isEmpty()) {
            return List.of("not seen");
        }
        List<Integer> wanted = settings.enabled() ? List.of(settings.port().number()) : List.of();
        List<String> differences = new ArrayList<>();
        if (!state.listening().get().equals(wanted)) {
            differences.add("it listens on " + state.listening().get() + ", not on " + wanted);
        }
        return differences;
    }

    @Override
    public Wish adopt(Observation observation) {
        List<Integer> found = read(observation).listening().orElse(List.of());
        return found.isEmpty() ? defaults() : new Wish(true, new Port(found.getFirst()));
    }

    @Override
    public List<Exposure> exposes(Wish settings) {
        return settings.enabled()
                ? List.of(Exposure.anywhere(id(), Protocol.TCP, PortRange.of(settings.port())))
                : List.of();
    }

    @Override
    public Optional<Way> way(Wish settings) {
        return Optional.of(new Way(id(), settings.enabled()));
    }

    @Override
    public Risk risk(Wish before, Wish after) {
        return before.enabled() && !before.equals(after) ? Risk.MAY_CUT_ACCESS : Risk.NONE;
    }
}
