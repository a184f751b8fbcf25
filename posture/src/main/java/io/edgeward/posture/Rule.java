package io.edgeward.posture;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One sentence of hardening advice made checkable, as its file says it: templates are not filled.
 *
 * @param id stable, never used again for something else, as {@code TPE-2.2.5}
 * @param facet id of the facet that it concerns: what {@code --keep FACET=REASON} excepts
 * @param why what goes wrong where it is not met
 * @param tradeoff what is lost by meeting it
 * @param references identifiers by standard, as {@code guide} to {@code 2.2.5}
 * @param appliesWhen JSON Pointer into the observed state to JSON Schema; all must hold, or the
 *     rule is not applicable; empty: it always applies
 * @param expect JSON Pointer into the observed state to JSON Schema; all must hold
 * @param patch merge patch of the settings that cures it
 * @param manual exact commands for what no setting can cure, by the pointer that is not as
 *     expected; under the empty key: needed whenever the rule is not met
 */
public record Rule(
        String id,
        String title,
        String facet,
        Severity severity,
        String why,
        String tradeoff,
        Map<String, List<String>> references,
        Map<String, JsonNode> appliesWhen,
        Map<String, JsonNode> expect,
        Optional<ObjectNode> patch,
        Map<String, String> manual) {
    public Rule {
        references = ordered(references);
        appliesWhen = ordered(appliesWhen);
        expect = ordered(expect);
        manual = ordered(manual);
    }

    /** A copy that keeps the order in which the file says it: reports follow it. */
    static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
