package io.edgeward.platform.linux;

import io.edgeward.core.platform.Observation.Service;
import io.edgeward.core.platform.PlatformException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What stands behind each switch. */
final class Services {
    /** An instance that nobody made: shows what holds for every instance of a template. */
    private static final String PROBE = "edgeward-probe";

    private final Units units;
    private final Layout layout;

    Services(Units units, Layout layout) {
        this.units = units;
        this.layout = layout;
    }

    /**
     * By switch file, as {@code services/ssh}.
     *
     * @throws PlatformException if the bus or systemd does not answer, or the table is not there
     */
    Map<String, Service> look() {
        Switches switches = Switches.read(layout.switches());
        Map<String, Set<String>> members = members(switches);
        Map<String, UnitState> states = states(members.values());
        Map<String, Service> services = new LinkedHashMap<>();
        switches.units()
                .forEach((name, named) -> {
                    List<UnitState> existing =
                            named.stream()
                                    .flatMap(it -> members.getOrDefault(it, Set.of()).stream())
                                    .flatMap(it -> Stream.ofNullable(states.get(it)))
                                    .filter(UnitState::exists)
                                    .toList();
                    services.put("services/" + name, service(name, existing));
                });
        return services;
    }

    /**
     * The same, where drop-ins of units are not as they were placed: systemd may not know yet, but
     * the next boot will.
     */
    Map<String, Service> without(Collection<String> dropIns, Map<String, Service> seen) {
        if (dropIns.isEmpty() || seen.isEmpty()) {
            return seen;
        }
        Map<String, Service> services = new LinkedHashMap<>(seen);
        Switches.read(layout.switches())
                .units()
                .forEach((name, named) ->
                        services.computeIfPresent(
                                "services/" + name,
                                (_, it) -> {
                                    Set<String> unguarded = new TreeSet<>(it.unguarded());
                                    named.stream()
                                            .filter(dropIns::contains)
                                            .forEach(unguarded::add);
                                    return new Service(
                                            it.running(), it.enabled(), List.copyOf(unguarded));
                                }));
        return services;
    }

    /** A unit of the table is itself; a template is its loaded instances and the probe. */
    private Map<String, Set<String>> members(Switches switches) {
        Map<String, Set<String>> members = new TreeMap<>();
        for (Collection<String> named : switches.units().values()) {
            named.forEach(unit -> members.put(unit, new TreeSet<>(Set.of(instance(unit, PROBE)))));
        }
        List<String> patterns =
                members.keySet().stream()
                        .filter(unit -> unit.contains("@."))
                        .map(template -> instance(template, "*"))
                        .toList();
        for (String unit : units.matching(patterns)) {
            String template = unit.replaceFirst("@.*(?=\\.[a-z]+$)", "@");
            members.getOrDefault(template, new TreeSet<>()).add(unit);
        }
        return members;
    }

    private static String instance(String unit, String name) {
        return unit.replace("@.", "@" + name + ".");
    }

    private Map<String, UnitState> states(Collection<Set<String>> members) {
        Set<String> asked = new TreeSet<>();
        members.forEach(asked::addAll);
        List<String> probes = asked.stream().filter(it -> it.contains("@" + PROBE + ".")).toList();
        Map<String, UnitState> states = new TreeMap<>();
        units.conditions(probes)
                .forEach((probe, conditions) -> {
                    // Whoever holds a switch of ours exists; of any other, all must be known.
                    if (conditions.stream().anyMatch(UnitState.Condition::isSwitch)) {
                        states.put(probe, UnitState.idle(probe, conditions));
                    }
                });
        asked.removeAll(states.keySet());
        states.putAll(units.states(asked));
        return states;
    }

    private Service service(String name, List<UnitState> existing) {
        String path = Layout.ACTIVE_SWITCHES + name;
        boolean on = layout.isOn(name);
        return new Service(
                names(existing.stream().filter(UnitState::runs)),
                existing.stream().anyMatch(unit -> unit.isEnabled(path, on)),
                names(existing.stream().filter(unit -> !unit.isGuardedBy(path))));
    }

    private static List<String> names(Stream<UnitState> units) {
        return units.map(it -> it.id().replace("@" + PROBE + ".", "@."))
                .distinct()
                .sorted()
                .toList();
    }
}
