package io.edgeward.platform.linux;

import io.edgeward.core.platform.Observation.Service;
import io.edgeward.core.platform.PlatformException;
import io.edgeward.core.platform.PlatformException.Kind;
import io.edgeward.platform.linux.BusValues.Properties;
import io.edgeward.platform.linux.SystemBus.Call;
import io.edgeward.platform.linux.SystemBus.Reply;
import io.edgeward.platform.linux.UnitState.Condition;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What stands behind each switch, as systemd tells it on the bus. */
final class Services {
    private static final String SYSTEMD = "org.freedesktop.systemd1";
    private static final String UNIT = SYSTEMD + ".Unit";

    /** An instance that nobody made: shows what holds for every instance of a template. */
    private static final String PROBE = "edgeward-probe";

    private final SystemBus bus;
    private final Layout layout;

    Services(SystemBus bus, Layout layout) {
        this.bus = bus;
        this.layout = layout;
    }

    /**
     * By switch file, as {@code services/ssh}.
     *
     * @throws PlatformException if the bus or systemd does not answer, or the table is not there
     */
    Map<String, Service> look() {
        Switches switches = Switches.read(layout.switches());
        Map<String, Set<String>> instances = instances(switches);
        Set<String> asked = new TreeSet<>();
        switches.units().values().forEach(units -> asked.addAll(members(units, instances)));
        Map<String, UnitState> states = states(asked);
        Map<String, Service> services = new LinkedHashMap<>();
        switches.units()
                .forEach((name, units) -> {
                    List<UnitState> existing =
                            members(units, instances).stream()
                                    .flatMap(it -> Stream.ofNullable(states.get(it)))
                                    .filter(UnitState::exists)
                                    .toList();
                    services.put("services/" + name, service(name, existing));
                });
        return services;
    }

    private static boolean isTemplate(String unit) {
        return unit.contains("@.");
    }

    private static String instance(String template, String name) {
        return template.replace("@.", "@" + name + ".");
    }

    /** The units themselves; of a template, its instances and the probe. */
    private static Set<String> members(
            Collection<String> units, Map<String, Set<String>> instances) {
        Set<String> members = new TreeSet<>();
        for (String unit : units) {
            members.addAll(instances.getOrDefault(unit, Set.of()));
            members.add(isTemplate(unit) ? instance(unit, PROBE) : unit);
        }
        return members;
    }

    private Service service(String name, List<UnitState> units) {
        String path = Layout.ACTIVE_SWITCHES + name;
        boolean on = layout.isOn(name);
        return new Service(
                names(units.stream().filter(UnitState::runs)),
                units.stream().anyMatch(unit -> unit.isEnabled(path, on)),
                names(units.stream().filter(unit -> !unit.isGuardedBy(path))));
    }

    private static List<String> names(Stream<UnitState> units) {
        return units.map(it -> it.id().replace("@" + PROBE + ".", "@."))
                .distinct()
                .sorted()
                .toList();
    }

    /** The instances that systemd knows, by template. */
    private Map<String, Set<String>> instances(Switches switches) {
        String[] patterns =
                switches.units().values().stream()
                        .flatMap(Collection::stream)
                        .filter(Services::isTemplate)
                        .map(template -> instance(template, "*"))
                        .toArray(String[]::new);
        Call list =
                new Call(
                        SYSTEMD,
                        "/org/freedesktop/systemd1",
                        SYSTEMD + ".Manager",
                        "ListUnitsByPatterns",
                        "asas",
                        List.of(new String[0], patterns));
        if (patterns.length == 0) {
            // To systemd, no pattern means every unit.
            return Map.of();
        }
        Map<String, Set<String>> instances = new LinkedHashMap<>();
        for (List<Object> unit : BusValues.structs(values(bus.call(list), "listing units"))) {
            String name = unit.getFirst().toString();
            String template = name.replaceFirst("@.*(?=\\.[a-z]+$)", "@");
            instances.computeIfAbsent(template, _ -> new TreeSet<>()).add(name);
        }
        return instances;
    }

    /** All of a unit's properties at once: one that is not loaded is loaded for each question. */
    private Map<String, UnitState> states(Collection<String> units) {
        List<Call> calls =
                units.stream()
                        .map(unit ->
                                Call.properties(
                                        SYSTEMD,
                                        "/org/freedesktop/systemd1/unit/" + BusValues.label(unit),
                                        UNIT))
                        .toList();
        Iterator<Reply> replies = bus.call(calls).iterator();
        Map<String, UnitState> states = new LinkedHashMap<>();
        for (String unit : units) {
            Reply reply = replies.next();
            if (!saysUnknown(reply)) {
                states.put(unit, state(values(reply, "reading unit " + unit)));
            }
        }
        return states;
    }

    private static boolean saysUnknown(Reply reply) {
        return reply instanceof Reply.Fault fault
                && (fault.name().endsWith(".UnknownObject")
                        || fault.name().endsWith(".NoSuchUnit"));
    }

    private static UnitState state(Object answer) {
        Properties properties = BusValues.properties(answer);
        Set<String> wantedBy = new HashSet<>(BusValues.strings(properties.value("WantedBy")));
        wantedBy.addAll(BusValues.strings(properties.value("RequiredBy")));
        boolean wasTried = ((Number) properties.value("ConditionTimestamp")).longValue() > 0;
        return new UnitState(
                properties.value("Id").toString(),
                properties.value("LoadState").toString(),
                properties.value("ActiveState").toString(),
                properties.value("UnitFileState").toString(),
                BusValues.structs(properties.value("Conditions")).stream()
                        .map(Services::condition)
                        .toList(),
                wasTried && properties.value("ConditionResult").equals(false),
                wantedBy);
    }

    private static Condition condition(List<Object> of) {
        return new Condition(
                of.get(0).toString(),
                of.get(1).equals(true),
                of.get(2).equals(true),
                of.get(3).toString(),
                ((Number) of.get(4)).intValue());
    }

    private static Object values(Reply reply, String doing) {
        return switch (reply) {
            case Reply.Values values when !values.values().isEmpty() -> values.only();
            case Reply.Values _ ->
                    throw new PlatformException(
                            Kind.UNINTELLIGIBLE, doing + " on the system bus: an empty answer");
            case Reply.Fault(String name, String message) ->
                    throw new PlatformException(
                            Kind.UNREACHABLE,
                            doing + " on the system bus: " + message + " (" + name + ")");
        };
    }
}
