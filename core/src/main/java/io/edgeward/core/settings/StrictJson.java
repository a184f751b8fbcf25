package io.edgeward.core.settings;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads JSON (RFC 8259) as a suspicious reader: at most 1 MiB and 32 levels, one value and nothing
 * behind it, and a key that stands twice is a problem at its pointer. The rest is still read, so
 * that all faults come in one answer.
 */
public final class StrictJson {
    public static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_DEPTH = 32;
    private static final int MAX_MAGNITUDE = 18;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .build())
                                    .build())
                    .build();

    private final List<Problem> problems = new ArrayList<>();

    private StrictJson() {}

    /** What was read: the tree, as far as there is one, and what was wrong with its spelling. */
    public record Read(Optional<JsonNode> tree, List<Problem> problems) {
        public Read {
            problems = List.copyOf(problems);
        }
    }

    public static Read read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return new Read(Optional.empty(), List.of(tooLarge()));
        }
        var reader = new StrictJson();
        try (JsonParser parser = MAPPER.createParser(bytes)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return new Read(Optional.empty(), List.of(malformed("it is empty")));
            }
            JsonNode tree = reader.value(parser, first, "");
            if (parser.nextToken() != null) {
                reader.problems.add(malformed("there is more behind the first value"));
            }
            return new Read(Optional.of(tree), reader.problems);
        } catch (JacksonException e) {
            var at = e.getLocation();
            String where =
                    at == null
                            ? ""
                            : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            reader.problems.add(malformed(firstSentence(e.getOriginalMessage()) + where));
            return new Read(Optional.empty(), reader.problems);
        }
    }

    public static Problem tooLarge() {
        return Problem.error(
                "too-large",
                "",
                "The document is larger than 1 MiB (" + MAX_BYTES + " bytes) and was not read.",
                "Send a smaller document; a settings document is usually below 20 kB.");
    }

    private static Problem malformed(String why) {
        return Problem.error(
                "malformed",
                "",
                "This is not one JSON value: " + why + ".",
                "Check the spelling with a JSON tool; nothing was changed.");
    }

    private static String firstSentence(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private JsonNode value(JsonParser parser, JsonToken token, String at) {
        return switch (token) {
            case START_OBJECT -> object(parser, at);
            case START_ARRAY -> array(parser, at);
            case VALUE_STRING -> JsonNodeFactory.instance.stringNode(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, at);
            case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
            case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
            default -> JsonNodeFactory.instance.nullNode();
        };
    }

    /** 22.0 is the integer 22, as JSON Schema has it; what no double holds is a fault. */
    private JsonNode number(JsonParser parser, String at) {
        BigDecimal value;
        try {
            value = parser.getDecimalValue();
        } catch (NumberFormatException e) {
            // Its exponent is more than a BigDecimal can hold.
            return outOfRange(at);
        }
        BigDecimal plain = value.stripTrailingZeros();
        if (Math.abs((long) plain.precision() - plain.scale()) > MAX_MAGNITUDE) {
            return outOfRange(at);
        }
        if (plain.scale() > 0) {
            return JsonNodeFactory.instance.numberNode(value);
        }
        BigInteger whole = plain.toBigIntegerExact();
        return whole.bitLength() < Integer.SIZE
                ? JsonNodeFactory.instance.numberNode(whole.intValue())
                : JsonNodeFactory.instance.numberNode(whole);
    }

    private JsonNode outOfRange(String at) {
        tell(
                Problem.error(
                        "number-out-of-range",
                        at,
                        "This number is too large or too small for any setting.",
                        "Numbers here have at most " + MAX_MAGNITUDE + " digits."));
        return JsonNodeFactory.instance.numberNode(0);
    }

    /** No more than are answered: a mebibyte can hold more faults than the memory. */
    private void tell(Problem problem) {
        if (problems.size() < SettingsLanguage.MAX_PROBLEMS) {
            problems.add(problem);
        }
    }

    private ObjectNode object(JsonParser parser, String at) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            String below = at + "/" + Pointers.escape(key);
            JsonNode value = value(parser, parser.nextToken(), below);
            if (node.has(key)) {
                tell(
                        Problem.error(
                                "duplicate-key",
                                below,
                                "\"" + key + "\" stands here more than once.",
                                "Keep one of them; which one was meant cannot be guessed."));
            }
            node.set(key, value);
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
