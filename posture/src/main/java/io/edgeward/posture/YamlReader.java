package io.edgeward.posture;

import io.edgeward.core.settings.Pointers;
import io.edgeward.core.settings.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads YAML 1.2 as plain data: no types of its own, no anchors, no second document, no key twice;
 * and remembers on which line everything stands.
 */
final class YamlReader {
    private static final YAMLFactory FACTORY = new YAMLFactory();
    private static final int MAX_CHARACTERS = 256 * 1024;

    private final String name;
    private final List<Problem> faults;
    private final Map<String, Integer> lines = new HashMap<>();

    private YamlReader(String name, List<Problem> faults) {
        this.name = name;
        this.faults = faults;
    }

    /** The file, unless it has faults; those are added to {@code faults}. */
    static Optional<YamlFile> read(String name, String text, List<Problem> faults) {
        return new YamlReader(name, faults).read(text);
    }

    private Optional<YamlFile> read(String text) {
        int before = faults.size();
        if (text.length() > MAX_CHARACTERS) {
            fault(
                    "too-large",
                    "",
                    "it has more than " + MAX_CHARACTERS + " characters.",
                    "Write one file for each rule.");
            return Optional.empty();
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                fault("empty-file", "", "it is empty.", "Remove it or fill it.");
                return Optional.empty();
            }
            JsonNode tree = value(parser, first, "");
            if (parser.nextToken() != null) {
                lines.put("", parser.currentTokenLocation().getLineNr());
                fault(
                        "second-document",
                        "",
                        "a second document begins.",
                        "Write one file for each rule and each profile.");
            }
            return faults.size() > before
                    ? Optional.empty()
                    : Optional.of(new YamlFile(name, tree, lines, false));
        } catch (JacksonException e) {
            if (e.getLocation() != null) {
                lines.put("", Math.max(1, e.getLocation().getLineNr()));
            }
            fault(
                    "not-yaml",
                    "",
                    "this is not YAML: "
                            + e.getOriginalMessage().lines().findFirst().orElse("unreadable")
                            + ".",
                    "Mind the indentation, and put texts with \": \" or \"#\" into quotation marks.");
            return Optional.empty();
        }
    }

    private void fault(String code, String at, String says, String tryThis) {
        faults.add(
                new YamlFile(name, JsonNodeFactory.instance.missingNode(), lines, false)
                        .fault(code, at, says, tryThis));
    }

    private JsonNode value(JsonParser parser, JsonToken token, String at) {
        lines.putIfAbsent(at, parser.currentTokenLocation().getLineNr());
        var yaml = (YAMLParser) parser;
        if (yaml.isCurrentAlias() || yaml.getObjectId() != null) {
            fault(
                    "anchor",
                    at,
                    "anchors and aliases (& and *) are not read.",
                    "Write the value out; put a text that begins so into quotation marks.");
        }
        if (yaml.getTypeId() != null) {
            fault("tag", at, "tags (!) are not read.", "Remove the tag.");
        }
        return switch (token) {
            case START_OBJECT -> object(parser, at);
            case START_ARRAY -> array(parser, at);
            case VALUE_NUMBER_INT -> integer(parser.getNumberValue());
            case VALUE_NUMBER_FLOAT ->
                    JsonNodeFactory.instance.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
            case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
            case VALUE_NULL -> JsonNodeFactory.instance.nullNode();
            default -> JsonNodeFactory.instance.stringNode(parser.getString());
        };
    }

    private static JsonNode integer(Number number) {
        return number instanceof Integer small
                ? JsonNodeFactory.instance.numberNode(small)
                : JsonNodeFactory.instance.numberNode(new java.math.BigInteger(number.toString()));
    }

    private ObjectNode object(JsonParser parser, String at) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_OBJECT;
                token = parser.nextToken()) {
            String key = parser.currentName();
            String below = at + "/" + Pointers.escape(key);
            if (node.has(key)) {
                lines.put(below, parser.currentTokenLocation().getLineNr());
                fault(
                        "duplicate-key",
                        below,
                        "\"" + key + "\" stands here for the second time.",
                        "Keep one of them.");
            }
            lines.putIfAbsent(below, parser.currentTokenLocation().getLineNr());
            node.set(key, value(parser, parser.nextToken(), below));
        }
        return node;
    }

    private ArrayNode array(JsonParser parser, String at) {
        ArrayNode node = JsonNodeFactory.instance.arrayNode();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            node.add(value(parser, token, at + "/" + node.size()));
        }
        return node;
    }
}
