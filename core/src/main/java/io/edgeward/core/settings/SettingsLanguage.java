package io.edgeward.core.settings;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads settings documents: defaults, schema, whole documents and merge patches. Immutable after
 * construction; may be called from any thread.
 */
public final class SettingsLanguage {
    /** The version of the document's form that this code writes and reads. */
    public static final int VERSION = 1;

    /** So many problems are told in one answer, and no more. */
    public static final int MAX_PROBLEMS = 1000;

    private final List<Section> sections;
    private final ObjectNode schema;
    private final Schema validator;
    private final Settings defaults;

    public SettingsLanguage(List<Section> sections) {
        this.sections = List.copyOf(sections);
        this.schema = new SchemaWriter().write(sections);
        Dialect dialect =
                Dialect.builder(Dialects.getDraft202012()).formats(ValueFormat.ALL).build();
        this.validator =
                SchemaRegistry.withDialect(
                                dialect,
                                registry ->
                                        registry.schemaRegistryConfig(
                                                com.networknt.schema.SchemaRegistryConfig.builder()
                                                        .formatAssertionsEnabled(true)
                                                        .build()))
                        .getSchema(schema);
        this.defaults = new Settings(complete(Settings.MAPPER.createObjectNode()));
    }

    /** What a reading came to. */
    public sealed interface Reading {
        record Valid(Settings settings) implements Reading {}

        record Invalid(List<Problem> problems) implements Reading {
            public Invalid {
                problems =
                        problems.stream()
                                .distinct()
                                .sorted(Comparator.comparing(Problem::at))
                                .limit(MAX_PROBLEMS)
                                .toList();
            }
        }
    }

    public Settings defaults() {
        return defaults;
    }

    /** A copy of the JSON Schema (2020-12) of the whole document. */
    public ObjectNode schema() {
        return schema.deepCopy();
    }

    /** Reads a whole document; what it leaves out is the default. */
    public Reading read(StrictJson.Read read) {
        if (read.tree().isEmpty()) {
            return new Reading.Invalid(read.problems());
        }
        return validate(read.tree().get(), read.problems());
    }

    /** Reads a merge patch (RFC 7396) and applies it to {@code base}. */
    public Reading patch(Settings base, StrictJson.Read read) {
        if (read.tree().isEmpty()) {
            return new Reading.Invalid(read.problems());
        }
        return patch(base, read.tree().get(), read.problems());
    }

    /** Applies a merge patch made by the program itself. */
    public Reading patch(Settings base, JsonNode patch) {
        return patch(base, patch, List.of());
    }

    private Reading patch(Settings base, JsonNode patch, List<Problem> already) {
        if (!patch.isObject()) {
            return validate(patch, already);
        }
        return validate(MergePatch.apply(base.tree(), patch), already);
    }

    private Reading validate(JsonNode document, List<Problem> already) {
        List<Problem> problems = new ArrayList<>(already);
        validator.validate(document).stream()
                .limit(MAX_PROBLEMS)
                .map(error -> SchemaFault.of(error, schema))
                .forEach(problems::add);
        if (!problems.isEmpty()) {
            return new Reading.Invalid(problems);
        }
        return new Reading.Valid(new Settings(complete((ObjectNode) document)));
    }

    /** Writes out every default, so that a stored document means the same for ever. */
    private ObjectNode complete(ObjectNode document) {
        ObjectNode complete = Settings.MAPPER.createObjectNode().put("version", VERSION);
        for (Section section : sections) {
            JsonNode defaults = Settings.MAPPER.valueToTree(section.defaults());
            JsonNode given = document.at(section.at());
            JsonNode merged = overlay(defaults, given);
            // Through the record and back: one spelling of each value, whatever was sent.
            Record bound = Settings.MAPPER.treeToValue(merged, section.type());
            Pointers.put(complete, section.at(), Settings.MAPPER.valueToTree(bound));
        }
        return complete;
    }

    private static JsonNode overlay(JsonNode defaults, JsonNode given) {
        if (given.isMissingNode()) {
            return defaults;
        }
        if (!(defaults instanceof ObjectNode base) || !(given instanceof ObjectNode changes)) {
            return given;
        }
        ObjectNode result = base.deepCopy();
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            result.set(change.getKey(), overlay(base.path(change.getKey()), change.getValue()));
        }
        return result;
    }
}
