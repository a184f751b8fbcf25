package io.edgeward.platform.simulated;

import io.edgeward.core.facet.Exposure;
import io.edgeward.core.facet.Facet;
import io.edgeward.core.facet.Risk;
import io.edgeward.core.facet.Way;
import io.edgeward.core.platform.Observation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A facet for tests of the engine: a way in for whoever stands there. */
final class LocalDoor implements Facet<LocalDoor.Wish, LocalDoor.Seen> {
    record Wish(boolean enabled) {}

    record Seen(Optional<Boolean> open) {}

    @Override
    public String id() {
        return "localConsole";
    }

    @Override
    public String title() {
        return "Local door";
    }

    @Override
    public String description() {
        return "A way in for whoever stands there.";
    }

    @Override
    public String at() {
        return "/doors/local";
    }

    @Override
    public Class<Wish> settingsType() {
        return Wish.class;
    }

    @Override
    public Wish defaults() {
        return new Wish(true);
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
        return settings.enabled() ? Map.of("services/local-console", "") : Map.of();
    }

    @Override
    public Seen read(Observation observation) {
        return new Seen(observation.consoles().map(consoles -> !consoles.isEmpty()));
    }

    @Override
    public List<String> differences(Wish settings, Seen state, List<Exposure> exposures) {
        return state.open().equals(Optional.of(settings.enabled()))
                ? List.of()
                : List.of("it is " + state.open() + ", not " + settings.enabled());
    }

    @Override
    public Wish adopt(Observation observation) {
        return new Wish(read(observation).open().orElse(true));
    }

    @Override
    public Optional<Way> way(Wish settings) {
        return Optional.of(new Way(id(), settings.enabled()));
    }

    @Override
    public Risk risk(Wish before, Wish after) {
        return before.enabled() && !after.enabled() ? Risk.MAY_CUT_ACCESS : Risk.NONE;
    }
}
