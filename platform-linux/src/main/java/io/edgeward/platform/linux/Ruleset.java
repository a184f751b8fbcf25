package io.edgeward.platform.linux;

import io.edgeward.core.platform.Observation.Hook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code nft -j list ruleset} tells about chains that are not ours. */
final class Ruleset {
    private static final Set<String> HOOKS = Set.of("ingress", "prerouting", "input", "forward");
    private static final Set<String> VERDICTS =
            Set.of("accept", "drop", "reject", "dnat", "redirect", "tproxy", "queue", "flow");
    private static final String OURS = "inet edgeward";
    private static final JsonMapper MAPPER = new JsonMapper();

    private Ruleset() {}

    /**
     * Base chains of other owners that see packets on their way in or through.
     *
     * @throws IllegalArgumentException if it is no such listing
     */
    static List<Hook> others(String json) {
        JsonNode items;
        try {
            items = MAPPER.readTree(json).path("nftables");
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the rules are not told in JSON", e);
        }
        if (!items.isArray()) {
            throw new IllegalArgumentException("the rules are told in an unknown form");
        }
        Map<String, Integer> rules = new HashMap<>();
        Map<String, Set<String>> verdicts = new HashMap<>();
        for (JsonNode item : items) {
            JsonNode rule = item.path("rule");
            if (rule.isObject()) {
                rules.merge(table(rule) + " " + word(rule, "chain"), 1, Integer::sum);
                Set<String> found = verdicts.computeIfAbsent(table(rule), _ -> new TreeSet<>());
                for (JsonNode statement : rule.path("expr")) {
                    statement.propertyNames().stream()
                            .filter(VERDICTS::contains)
                            .forEach(found::add);
                }
            }
        }
        List<Hook> hooks = new ArrayList<>();
        for (JsonNode item : items) {
            JsonNode chain = item.path("chain");
            String table = table(chain);
            if (HOOKS.contains(word(chain, "hook")) && !table.equals(OURS)) {
                String name = word(chain, "name");
                hooks.add(
                        new Hook(
                                table,
                                name,
                                word(chain, "hook"),
                                word(chain, "policy"),
                                rules.getOrDefault(table + " " + name, 0),
                                verdicts.getOrDefault(table, Set.of())));
            }
        }
        return hooks;
    }

    private static String table(JsonNode item) {
        return word(item, "family") + " " + word(item, "table");
    }

    private static String word(JsonNode item, String key) {
        return item.path(key).asString("");
    }
}
