package io.edgeward.posture;

import io.edgeward.core.platform.Observation.Hook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What tables of other owners may do with a packet that is on its way in, one entry a table. */
final class OtherTables {
    private static final Set<String> DROPS = Set.of("drop", "reject", "queue");
    private static final Set<String> SENDS = Set.of("dnat", "redirect", "tproxy", "flow");

    private OtherTables() {}

    static ArrayNode of(List<Hook> hooks) {
        Map<String, List<Hook>> tables = new TreeMap<>();
        hooks.forEach(it -> tables.computeIfAbsent(it.table(), _ -> new ArrayList<>()).add(it));
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        tables.forEach((name, its) -> all.add(told(name, its)));
        return all;
    }

    private static ObjectNode told(String name, List<Hook> hooks) {
        ObjectNode told = JsonNodeFactory.instance.objectNode().put("table", name);
        Set<String> at = new TreeSet<>();
        Set<String> verdicts = new TreeSet<>();
        for (Hook hook : hooks) {
            at.add(hook.hook());
            verdicts.addAll(hook.verdicts());
            if (hook.policy().equals("drop")) {
                verdicts.add("drop");
            }
        }
        ArrayNode hooksTold = told.putArray("hooks");
        at.forEach(hooksTold::add);
        ArrayNode verdictsTold = told.putArray("verdicts");
        verdicts.forEach(verdictsTold::add);
        return told.put("says", says(verdicts));
    }

    /** Whatever another table accepts, ours decides too: it can take away, or send elsewhere. */
    private static String says(Set<String> verdicts) {
        List<String> may = new ArrayList<>();
        if (verdicts.stream().anyMatch(DROPS::contains)) {
            may.add("may drop what Edgeward lets in");
        }
        if (verdicts.stream().anyMatch(SENDS::contains)) {
            may.add("may send packets elsewhere");
        }
        return may.isEmpty() ? "opens nothing and drops nothing" : String.join(", ", may);
    }
}
