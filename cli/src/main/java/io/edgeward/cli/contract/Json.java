package io.edgeward.cli.contract;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON in and out: duplicate keys and trailing text are refused, numbers keep their digits. */
public final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode list() {
        return MAPPER.createArrayNode();
    }

    /**
     * Reads exactly one document.
     *
     * @throws JacksonException where it is not JSON
     */
    public static JsonNode read(byte[] document) {
        return MAPPER.readTree(document);
    }

    /**
     * Reads exactly one document.
     *
     * @throws JacksonException where it is not JSON
     */
    public static JsonNode read(String document) {
        return read(document.getBytes(StandardCharsets.UTF_8));
    }

    /** For people and pipes: indented, with a newline at the end. */
    public static byte[] pretty(JsonNode document) {
        return (MAPPER.writeValueAsString(document) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** On one line. */
    public static String compact(JsonNode document) {
        return document.toString();
    }
}
