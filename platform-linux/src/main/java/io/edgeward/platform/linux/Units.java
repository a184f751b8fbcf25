package io.edgeward.platform.linux;

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
import java.util.function.Function;

/** Units, as systemd tells them on the bus. A unit that it does not know is left out. */
final class Units {
    private static final String SYSTEMD = "org.freedesktop.systemd1";
    private static final String UNIT = SYSTEMD + ".Unit";

    private final SystemBus bus;

    Units(SystemBus bus) {
        this.bus = bus;
    }

    /** The names of loaded units that match one of the patterns. */
    List<String> matching(Collection<String> patterns) {
        if (patterns.isEmpty()) {
            // To systemd, no pattern means every unit.
            return List.of();
        }
        Reply reply =
                bus.call(
                        new Call(
                                SYSTEMD,
                                "/org/freedesktop/systemd1",
                                SYSTEMD + ".Manager",
                                "ListUnitsByPatterns",
                                "asas",
                                List.of(new String[0], patterns.toArray(String[]::new))));
        return BusValues.structs(value(reply, "listing units")).stream()
                .map(unit -> unit.getFirst().toString())
                .toList();
    }

    /** All that is asked of a unit at once: one that is not loaded is loaded for each question. */
    Map<String, UnitState> states(Collection<String> units) {
        return ask(units, path -> Call.properties(SYSTEMD, path, UNIT), Units::state);
    }

    /** Only the conditions: costs a third for a unit that is not loaded. */
    Map<String, List<Condition>> conditions(Collection<String> units) {
        return ask(
                units, path -> Call.property(SYSTEMD, path, UNIT, "Conditions"), Units::conditions);
    }

    private <T> Map<String, T> ask(
            Collection<String> units, Function<String, Call> question, Function<Object, T> reader) {
        List<Call> calls =
                units.stream()
                        .map(it -> "/org/freedesktop/systemd1/unit/" + BusValues.label(it))
                        .map(question)
                        .toList();
        Iterator<Reply> replies = bus.call(calls).iterator();
        Map<String, T> answers = new LinkedHashMap<>();
        for (String unit : units) {
            Reply reply = replies.next();
            if (!saysUnknown(reply)) {
                answers.put(unit, reader.apply(value(reply, "reading unit " + unit)));
            }
        }
        return answers;
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
                conditions(properties.value("Conditions")),
                wasTried && properties.value("ConditionResult").equals(false),
                wantedBy);
    }

    private static List<Condition> conditions(Object value) {
        return BusValues.structs(value).stream().map(Units::condition).toList();
    }

    private static Condition condition(List<Object> of) {
        return new Condition(
                of.get(0).toString(),
                of.get(1).equals(true),
                of.get(2).equals(true),
                of.get(3).toString(),
                ((Number) of.get(4)).intValue());
    }

    private static Object value(Reply reply, String doing) {
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
