package io.edgeward.posture;

import io.edgeward.core.settings.Pointers;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Merge patches among themselves, without a document to apply them to. */
final class Patches {
    private Patches() {}

    /** Puts all that {@code patch} says into {@code into}; null, which removes, stays null. */
    static void merge(ObjectNode into, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> entry : patch.properties()) {
            if (into.get(entry.getKey()) instanceof ObjectNode below
                    && entry.getValue() instanceof ObjectNode more) {
                merge(below, more);
            } else {
                into.set(entry.getKey(), entry.getValue().deepCopy());
            }
        }
    }

    /** What a patch sets: pointer to value, objects taken apart. */
    static Map<String, JsonNode> leaves(ObjectNode patch) {
        Map<String, JsonNode> leaves = new TreeMap<>();
        gather(patch, "", leaves);
        return leaves;
    }

    private static void gather(ObjectNode node, String at, Map<String, JsonNode> leaves) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String below = at + "/" + Pointers.escape(entry.getKey());
            if (entry.getValue() instanceof ObjectNode deeper) {
                gather(deeper, below, leaves);
            } else {
                leaves.put(below, entry.getValue());
            }
        }
    }

    /** Where two patches want different things, if anywhere. */
    static Optional<String> conflict(ObjectNode one, ObjectNode other) {
        Map<String, JsonNode> ones = leaves(one);
        Map<String, JsonNode> others = leaves(other);
        for (Map.Entry<String, JsonNode> leaf : ones.entrySet()) {
            for (Map.Entry<String, JsonNode> second : others.entrySet()) {
                String a = leaf.getKey();
                String b = second.getKey();
                boolean differ = a.equals(b) && !leaf.getValue().equals(second.getValue());
                if (differ || a.startsWith(b + "/") || b.startsWith(a + "/")) {
                    return Optional.of(a.length() < b.length() ? a : b);
                }
            }
        }
        return Optional.empty();
    }
}
