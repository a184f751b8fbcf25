package io.edgeward.core.settings;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON Pointers (RFC 6901) into documents made of objects. */
public final class Pointers {
    private Pointers() {}

    public static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    /** The keys of a pointer; empty for the whole document. */
    public static List<String> keys(String pointer) {
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            throw new IllegalArgumentException(
                    "\"" + pointer + "\" is not a JSON Pointer: it begins with \"/\"");
        }
        List<String> keys = new ArrayList<>();
        for (var at = JsonPointer.compile(pointer); !at.matches(); at = at.tail()) {
            keys.add(at.getMatchingProperty());
        }
        return List.copyOf(keys);
    }

    /**
     * A document that holds nothing but {@code value} at {@code pointer}: as a merge patch, a set.
     */
    public static JsonNode nest(String pointer, JsonNode value) {
        JsonNode nested = value;
        for (String key : keys(pointer).reversed()) {
            nested = JsonNodeFactory.instance.objectNode().set(key, nested);
        }
        return nested;
    }

    /** Puts {@code value} at {@code pointer} of {@code document}, making the objects on the way. */
    public static void put(ObjectNode document, String pointer, JsonNode value) {
        List<String> keys = keys(pointer);
        ObjectNode node = document;
        for (String key : keys.subList(0, keys.size() - 1)) {
            node = node.get(key) instanceof ObjectNode child ? child : node.putObject(key);
        }
        node.set(keys.getLast(), value);
    }
}
