package io.edgeward.facets.ssh;

import io.edgeward.core.facet.Exposure;
import io.edgeward.core.facet.Facet;
import io.edgeward.core.facet.Risk;
import io.edgeward.core.facet.Way;
import io.edgeward.core.platform.Observation;
import io.edgeward.core.platform.Observation.Listener;
import io.edgeward.core.platform.Observation.Service;
import io.edgeward.core.settings.Port;
import io.edgeward.core.settings.PortRange;
import io.edgeward.core.settings.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The SSH server. The facet to imitate. */
public final class SshFacet implements Facet<SshSettings, SshState> {
    private static final String SWITCH = "services/ssh";
    private static final String VALUES = "values/ssh";

    /** The program whose sockets are SSH's, whoever started it. */
    private static final String PROGRAM = "sshd";

    @Override
    public String id() {
        return "ssh";
    }

    @Override
    public String title() {
        return "SSH server";
    }

    @Override
    public String description() {
        return "Remote shell for setting the gateway up; switch it off once that is done.";
    }

    @Override
    public String at() {
        return "/services/ssh";
    }

    @Override
    public Class<SshSettings> settingsType() {
        return SshSettings.class;
    }

    @Override
    public SshSettings defaults() {
        return SshSettings.defaults();
    }

    @Override
    public List<SshSettings> examples() {
        return List.of(
                new SshSettings(true, new Port(22)),
                new SshSettings(true, new Port(2222)),
                new SshSettings(false, new Port(22)));
    }

    @Override
    public boolean on(SshSettings settings) {
        return settings.enabled();
    }

    @Override
    public String says(SshSettings settings) {
        return settings.enabled() ? "on, port " + settings.port() : "off";
    }

    @Override
    public Map<String, String> render(SshSettings settings, List<Exposure> exposures) {
        return settings.enabled()
                ? Map.of(SWITCH, "", VALUES, "port " + settings.port() + "\n")
                : Map.of();
    }

    @Override
    public SshState read(Observation observation) {
        Optional<Service> service = Optional.ofNullable(observation.services().get(SWITCH));
        Optional<List<Integer>> listening = observation.listeners().map(SshFacet::ports);
        return new SshState(
                on(service, listening),
                listening,
                service.map(Service::running),
                service.map(Service::enabled),
                service.map(Service::unguarded));
    }

    private static List<Integer> ports(List<Listener> listeners) {
        return listeners.stream()
                .filter(it -> it.protocol() == Protocol.TCP && it.process().equals(PROGRAM))
                .map(Listener::port)
                .distinct()
                .sorted()
                .toList();
    }

    private static Optional<Boolean> on(
            Optional<Service> service, Optional<List<Integer>> listening) {
        if (service.filter(it -> !it.running().isEmpty()).isPresent()
                || listening.filter(it -> !it.isEmpty()).isPresent()) {
            return Optional.of(true);
        }
        // "Off" is said only by one who has looked everywhere.
        return service.isPresent() && listening.isPresent() ? Optional.of(false) : Optional.empty();
    }

    @Override
    public List<String> differences(
            SshSettings settings, SshState state, List<Exposure> exposures) {
        if (state.on().isEmpty() || state.unguarded().isEmpty() || state.listening().isEmpty()) {
            return List.of("whether it runs could not be seen");
        }
        List<String> differences = new ArrayList<>();
        state.unguarded()
                .get()
                .forEach(unit -> differences.add(unit + " does not heed the switch"));
        List<Integer> listening = state.listening().get();
        if (settings.enabled() && !listening.contains(settings.port().number())) {
            differences.add("nothing listens on port " + settings.port());
        }
        listening.stream()
                .filter(port -> !settings.enabled() || port != settings.port().number())
                .forEach(port -> differences.add("it listens on port " + port));
        if (!settings.enabled()) {
            state.running().orElse(List.of()).forEach(unit -> differences.add(unit + " runs"));
        }
        return differences;
    }

    @Override
    public SshSettings adopt(Observation observation) {
        SshState found = read(observation);
        boolean enabled = found.on().orElse(false) || found.enabled().orElse(false);
        return new SshSettings(
                enabled,
                observation.values().getOrDefault("ssh.port", List.of()).stream()
                        .findFirst()
                        .map(Integer::parseInt)
                        .or(() -> found.listening().flatMap(ports -> ports.stream().findFirst()))
                        .map(Port::new)
                        .orElse(SshSettings.defaults().port()));
    }

    @Override
    public List<Exposure> exposes(SshSettings settings) {
        return settings.enabled()
                ? List.of(Exposure.anywhere(id(), Protocol.TCP, PortRange.of(settings.port())))
                : List.of();
    }

    @Override
    public Optional<Way> way(SshSettings settings) {
        return Optional.of(new Way(id(), settings.enabled()));
    }

    @Override
    public Risk risk(SshSettings before, SshSettings after) {
        boolean cut = before.enabled() && !before.equals(after);
        return cut ? Risk.MAY_CUT_ACCESS : Risk.NONE;
    }
}
