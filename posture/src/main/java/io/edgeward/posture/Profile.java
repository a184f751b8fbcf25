package io.edgeward.posture;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A named set of rules with the values of their parameters.
 *
 * @param name as {@code field}
 * @param purpose when to use it
 * @param rules ids, in the order in which reports show them
 * @param parameters values for the templates of its rules, by name
 */
public record Profile(
        String name,
        String title,
        String purpose,
        List<String> rules,
        Map<String, JsonNode> parameters) {
    public Profile {
        rules = List.copyOf(rules);
        parameters = Rule.ordered(parameters);
    }
}
