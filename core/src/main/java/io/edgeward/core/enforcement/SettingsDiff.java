package io.edgeward.core.enforcement;

import io.edgeward.core.settings.Pointers;
import io.edgeward.core.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where two documents differ, leaf by leaf. */
public final class SettingsDiff {
    private SettingsDiff() {}

    /**
     * One difference.
     *
     * @param at JSON Pointer
     * @param before empty: it was not there
     * @param after empty: it is no longer there
     */
    public record Edit(String at, Optional<JsonNode> before, Optional<JsonNode> after) {}

    public static List<Edit> between(Settings before, Settings after) {
        List<Edit> edits = new ArrayList<>();
        compare("", before.tree(), after.tree(), edits);
        return edits;
    }

    private static void compare(String at, JsonNode before, JsonNode after, List<Edit> edits) {
        if (before instanceof ObjectNode one && after instanceof ObjectNode other) {
            var keys = new TreeSet<>(one.propertyNames());
            keys.addAll(other.propertyNames());
            for (String key : keys) {
                compare(at + "/" + Pointers.escape(key), one.path(key), other.path(key), edits);
            }
        } else if (!before.equals(after)) {
            edits.add(new Edit(at, present(before), present(after)));
        }
    }

    private static Optional<JsonNode> present(JsonNode node) {
        return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    }
}
