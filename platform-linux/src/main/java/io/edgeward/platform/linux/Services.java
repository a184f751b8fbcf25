package io.edgeward.platform.linux;

import io.edgeward.core.platform.Observation.Service;
import io.edgeward.core.platform.PlatformException;
import io.edgeward.core.platform.PlatformException.Kind;
import io.edgeward.platform.linux.SystemBus.Call;
import io.edgeward.platform.linux.SystemBus.Reply;
import io.edgeward.platform.linux.UnitState.Condition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What stands behind each switch, as systemd tells it on the bus. */
final class Services {
    private static final String SYSTEMD = "org.freedesktop.systemd1";
    private static final String UNIT = SYSTEMD + ".Unit";

    /** An instance that nobody made: shows what holds for every instance of a template. */
    private static final String PROBE = "edgeward-probe";

    private static final List<String> PROPERTIES =
            List.of(
                    "Id",
                    "LoadState",
                    "ActiveState",
                    "UnitFileState",
                    "Conditions",
                    "WantedBy",
                    "RequiredBy");

    private final SystemBus bus;
    private final Path table;

    Services(SystemBus bus, Path table) {
        this.bus = bus;
        this.table = table;
    }

    /**
     * By switch file, as {@code services/ssh}.
     *
     * @throws PlatformException if the bus or systemd does not answer, or the table is not there
     */
    Map<String, Service> look() {
        Switches switches = Switches.read(table);
        Set<String> named = new TreeSet<>();
        switches.units().values().forEach(named::addAll);
        List<String> templates = named.stream().filter(Services::isTemplate).toList();
        Map<String, Set<String>> instances = templates.isEmpty() ? Map.of() : instances(templates);
        Set<String> asked = new TreeSet<>();
        named.forEach(unit -> asked.addAll(members(unit, instances)));
        Map<String, UnitState> states = states(asked);
        Map<String, Service> services = new LinkedHashMap<>();
        switches.units()
                .forEach((name, units) -> {
                    Set<String> members = new TreeSet<>();
                    units.forEach(unit -> members.addAll(members(unit, instances)));
                    services.put("services/" + name, service(name, members, states));
                });
        return services;
    }

    private static boolean isTemplate(String unit) {
        return unit.contains("@.");
    }

    private static String instance(String template, String name) {
        return template.replace("@.", "@" + name + ".");
    }

    private static Set<String> members(String unit, Map<String, Set<String>> instances) {
        if (!isTemplate(unit)) {
            return Set.of(unit);
        }
        Set<String> members = new HashSet<>(instances.getOrDefault(unit, Set.of()));
        members.add(instance(unit, PROBE));
        return members;
    }

    private static Service service(
            String name, Set<String> members, Map<String, UnitState> states) {
        String path = Layout.ACTIVE_SWITCHES + name;
        Set<String> running = new TreeSet<>();
        Set<String> unguarded = new TreeSet<>();
        boolean enabled = false;
        for (String member : members) {
            UnitState unit = states.get(member);
            if (unit == null || !unit.exists()) {
                continue;
            }
            if (unit.runs()) {
                running.add(unit.id());
            }
            if (!unit.isGuardedBy(path)) {
                unguarded.add(unit.id().replace("@" + PROBE + ".", "@."));
            }
            enabled |= unit.isEnabled(path);
        }
        return new Service(List.copyOf(running), enabled, List.copyOf(unguarded));
    }

    /** The instances that systemd knows, by template. */
    private Map<String, Set<String>> instances(List<String> templates) {
        List<String> patterns = templates.stream().map(it -> instance(it, "*")).toList();
        Reply reply =
                bus.call(
                        new Call(
                                SYSTEMD,
                                "/org/freedesktop/systemd1",
                                SYSTEMD + ".Manager",
                                "ListUnitsByPatterns",
                                "asas",
                                List.of(new String[0], patterns.toArray(String[]::new))));
        Map<String, Set<String>> instances = new LinkedHashMap<>();
        for (List<Object> unit : BusValues.structs(values(reply, "listing units").only())) {
            String name = unit.getFirst().toString();
            String template = name.replaceFirst("@.*(?=\\.[a-z]+$)", "@");
            instances.computeIfAbsent(template, _ -> new TreeSet<>()).add(name);
        }
        return instances;
    }

    private Map<String, UnitState> states(Collection<String> units) {
        List<Call> calls = new ArrayList<>();
        for (String unit : units) {
            String path = "/org/freedesktop/systemd1/unit/" + BusValues.label(unit);
            PROPERTIES.forEach(it -> calls.add(Call.property(SYSTEMD, path, UNIT, it)));
        }
        List<Reply> replies = bus.call(calls);
        Map<String, UnitState> states = new LinkedHashMap<>();
        int at = 0;
        for (String unit : units) {
            List<Reply> own = replies.subList(at, at + PROPERTIES.size());
            at += PROPERTIES.size();
            if (own.stream().noneMatch(Services::saysUnknown)) {
                states.put(unit, state(unit, own));
            }
        }
        return states;
    }

    private static boolean saysUnknown(Reply reply) {
        return reply instanceof Reply.Fault fault
                && (fault.name().endsWith(".UnknownObject")
                        || fault.name().endsWith(".NoSuchUnit"));
    }

    private static UnitState state(String unit, List<Reply> replies) {
        List<Object> values =
                replies.stream()
                        .map(it -> BusValues.plain(values(it, "reading unit " + unit).only()))
                        .toList();
        Set<String> wantedBy = new HashSet<>(BusValues.strings(values.get(5)));
        wantedBy.addAll(BusValues.strings(values.get(6)));
        return new UnitState(
                values.get(0).toString(),
                values.get(1).toString(),
                values.get(2).toString(),
                values.get(3).toString(),
                BusValues.structs(values.get(4)).stream().map(Services::condition).toList(),
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

    private static Reply.Values values(Reply reply, String doing) {
        return switch (reply) {
            case Reply.Values values when !values.values().isEmpty() -> values;
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
