package io.edgeward.facets.localconsole;

import io.edgeward.core.facet.Exposure;
import io.edgeward.core.facet.Facet;
import io.edgeward.core.facet.Risk;
import io.edgeward.core.facet.Way;
import io.edgeward.core.platform.Observation;
import io.edgeward.core.platform.Observation.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The local console. */
public final class LocalConsoleFacet implements Facet<LocalConsoleSettings, LocalConsoleState> {
    private static final String SWITCH = "services/local-console";

    /** What asks the initramfs, systemd or the kernel for a shell or a login beside our switch. */
    private static final Pattern SHELL =
            Pattern.compile(
                    "systemd\\.debug[-_]shell(=.*)?|rd\\.(break|shell)(=.*)?|break(=.*)?"
                            + "|(rd)?init=(.*/)?([a-z]*sh|busybox|sulogin)"
                            + "|(rd\\.)?(emergency|rescue|single|[sS1]|-b)"
                            + "|(rd\\.)?systemd\\.unit=(rescue|emergency|debug-shell).*"
                            + "|systemd\\.wants=debug-shell.*");

    @Override
    public String id() {
        return "localConsole";
    }

    @Override
    public String title() {
        return "Local console";
    }

    @Override
    public String description() {
        return "Login at the gateway itself; switch it off where nobody watches who stands there.";
    }

    @Override
    public String at() {
        return "/services/localConsole";
    }

    @Override
    public Class<LocalConsoleSettings> settingsType() {
        return LocalConsoleSettings.class;
    }

    @Override
    public LocalConsoleSettings defaults() {
        return LocalConsoleSettings.defaults();
    }

    @Override
    public List<LocalConsoleSettings> examples() {
        return List.of(new LocalConsoleSettings(true), new LocalConsoleSettings(false));
    }

    @Override
    public boolean on(LocalConsoleSettings settings) {
        return settings.enabled();
    }

    @Override
    public String says(LocalConsoleSettings settings) {
        return settings.enabled() ? "on" : "off";
    }

    @Override
    public Map<String, String> render(LocalConsoleSettings settings, List<Exposure> exposures) {
        return settings.enabled() ? Map.of(SWITCH, "") : Map.of();
    }

    @Override
    public LocalConsoleState read(Observation observation) {
        Optional<Service> service = Optional.ofNullable(observation.services().get(SWITCH));
        Optional<List<String>> terminals =
                observation
                        .consoles()
                        .map(consoles ->
                                consoles.stream()
                                        .map(it -> it.terminal() + " (" + it.process() + ")")
                                        .distinct()
                                        .sorted()
                                        .toList());
        return new LocalConsoleState(
                on(service, terminals),
                terminals,
                service.map(Service::running),
                service.map(Service::enabled),
                service.map(Service::unguarded),
                observation.kernelCommandLine().map(LocalConsoleFacet::shells),
                observation.recovering());
    }

    private static List<String> shells(String commandLine) {
        return Stream.of(commandLine.split("\\s+")).filter(SHELL.asMatchPredicate()).toList();
    }

    private static Optional<Boolean> on(
            Optional<Service> service, Optional<List<String>> terminals) {
        if (service.filter(it -> !it.running().isEmpty()).isPresent()
                || terminals.filter(it -> !it.isEmpty()).isPresent()) {
            return Optional.of(true);
        }
        // "Off" is said only by one who has looked everywhere.
        return service.isPresent() && terminals.isPresent() ? Optional.of(false) : Optional.empty();
    }

    @Override
    public List<String> differences(
            LocalConsoleSettings settings, LocalConsoleState state, List<Exposure> exposures) {
        if (state.on().isEmpty() || state.unguarded().isEmpty()) {
            return List.of("whether it offers a login could not be seen");
        }
        List<String> differences = new ArrayList<>();
        state.unguarded()
                .get()
                .forEach(unit -> differences.add(unit + " does not heed the switch"));
        if (settings.enabled()) {
            if (!state.on().get() && state.enabled().orElse(true)) {
                differences.add("no terminal offers a login");
            }
        } else if (!state.recovering()) {
            state.terminals()
                    .orElse(List.of())
                    .forEach(terminal -> differences.add(terminal + " offers a login"));
            state.running().orElse(List.of()).forEach(unit -> differences.add(unit + " runs"));
        }
        return differences;
    }

    @Override
    public LocalConsoleSettings adopt(Observation observation) {
        LocalConsoleState found = read(observation);
        return new LocalConsoleSettings(found.on().orElse(false) || found.enabled().orElse(false));
    }

    @Override
    public Optional<Way> way(LocalConsoleSettings settings) {
        return Optional.of(new Way(id(), settings.enabled()));
    }

    @Override
    public Risk risk(LocalConsoleSettings before, LocalConsoleSettings after) {
        return before.enabled() && !after.enabled() ? Risk.MAY_CUT_ACCESS : Risk.NONE;
    }
}
