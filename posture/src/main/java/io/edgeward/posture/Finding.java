package io.edgeward.posture;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A rule's result, with the evidence.
 *
 * @param rule its id
 * @param why the reason for this result, in sentences
 * @param observed JSON Pointer to what was seen there; a pointer at which nothing could be seen is
 *     left out
 * @param expected JSON Pointer to JSON Schema; what {@code appliesWhen} asks where the rule is not
 *     applicable
 * @param remedy present where the rule fails or is unknown and something can be done
 * @param references identifiers by standard
 */
public record Finding(
        String rule,
        String title,
        Severity severity,
        Result result,
        String why,
        Map<String, JsonNode> observed,
        Map<String, JsonNode> expected,
        Optional<Remedy> remedy,
        Map<String, List<String>> references) {
    public Finding {
        observed = Rule.ordered(observed);
        expected = Rule.ordered(expected);
        references = Rule.ordered(references);
    }
}
