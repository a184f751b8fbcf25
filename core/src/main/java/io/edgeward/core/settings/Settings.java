package io.edgeward.core.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the owner wants: one complete, valid document. Immutable; made by {@link SettingsLanguage}
 * only, so that whoever holds one may trust it.
 */
public final class Settings {
    /** Binds without coercion, refuses what it does not know, writes keys in order. */
    static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .changeDefaultPropertyInclusion(inclusion ->
                            inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                    .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                    .build();

    private final ObjectNode tree;

    Settings(ObjectNode tree) {
        this.tree = tree.deepCopy();
    }

    /** Any record of ours as JSON; a component that is empty is left out. */
    public static JsonNode tree(Record value) {
        return MAPPER.valueToTree(value);
    }

    /** A copy of the whole document. */
    public ObjectNode tree() {
        return tree.deepCopy();
    }

    /** A copy of what stands at a JSON Pointer; a missing node where there is nothing. */
    public JsonNode at(String pointer) {
        return tree.at(pointer).deepCopy();
    }

    /** A section as its record. */
    public <S> S section(String pointer, Class<S> type) {
        return MAPPER.treeToValue(tree.at(pointer), type);
    }

    /** The document in its one spelling: one line, keys in order, no blanks. */
    public String canonical() {
        return MAPPER.writeValueAsString(tree);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings settings && canonical().equals(settings.canonical());
    }

    @Override
    public int hashCode() {
        return canonical().hashCode();
    }

    @Override
    public String toString() {
        return canonical();
    }
}
