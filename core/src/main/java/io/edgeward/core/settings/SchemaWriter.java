package io.edgeward.core.settings;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes the JSON Schema (2020-12) of a settings document from the records of its sections. */
final class SchemaWriter {
    /** The least and most that a name used as a key may be. */
    private static final String KEY = "^[A-Za-z0-9][A-Za-z0-9 ._-]{0,31}$";

    private final JsonMapper mapper = new JsonMapper();
    private final SchemaGenerator generator;

    SchemaWriter() {
        var builder =
                new SchemaGeneratorConfigBuilder(
                                mapper, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                        .with(
                                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                                Option.FLATTENED_OPTIONALS,
                                Option.INLINE_ALL_SCHEMAS)
                        .without(Option.SCHEMA_VERSION_INDICATOR);
        builder.forFields()
                .withDescriptionResolver(field -> {
                    var describe = field.getAnnotation(Describe.class);
                    return describe == null ? null : describe.value();
                });
        builder.forFields().withRequiredCheck(field -> field.getAnnotation(Required.class) != null);
        builder.forTypesInGeneral()
                .withCustomDefinitionProvider(this::value)
                .withTypeAttributeOverride((node, scope, context) -> {
                    if (scope.getType().isInstanceOf(Map.class)) {
                        node.putObject("propertyNames").put("pattern", KEY);
                    }
                });
        generator = new SchemaGenerator(builder.build());
    }

    private @Nullable CustomDefinition value(ResolvedType type, SchemaGenerationContext context) {
        if (type.getErasedType().isEnum()) {
            ObjectNode node = mapper.createObjectNode().put("type", "string");
            var words = node.putArray("enum");
            for (Object constant : type.getErasedType().getEnumConstants()) {
                words.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT));
            }
            return new CustomDefinition(node, true);
        }
        Shape shape = type.getErasedType().getAnnotation(Shape.class);
        if (shape == null) {
            return null;
        }
        ObjectNode node = mapper.createObjectNode();
        if (shape.minimum() <= shape.maximum()) {
            node.put("type", "integer")
                    .put("minimum", shape.minimum())
                    .put("maximum", shape.maximum());
            node.putArray("examples").add(Long.parseLong(shape.example()));
        } else {
            node.put("type", "string").put("format", ValueFormat.nameOf(type.getErasedType()));
            node.putArray("examples").add(shape.example());
        }
        return new CustomDefinition(node.put("x-is", shape.is()), true);
    }

    /** The schema of the whole document. */
    ObjectNode write(List<Section> sections) {
        ObjectNode root = object("The settings of an Edgeward gateway.");
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        ((ObjectNode) root.get("properties"))
                .putObject("version")
                .put("const", SettingsLanguage.VERSION)
                .put("description", "Version of this document's form.");
        for (Section section : sections) {
            List<String> keys = Pointers.keys(section.at());
            ObjectNode parent = root;
            for (String key : keys.subList(0, keys.size() - 1)) {
                var properties = (ObjectNode) parent.get("properties");
                parent =
                        properties.get(key) instanceof ObjectNode known
                                ? known
                                : properties.set(key, object("")).withObject("/" + key);
            }
            ObjectNode node = generator.generateSchema(section.type());
            node.put("description", section.description());
            node.set("default", Settings.MAPPER.valueToTree(section.defaults()));
            ((ObjectNode) parent.get("properties")).set(keys.getLast(), node);
        }
        return root;
    }

    private ObjectNode object(String description) {
        ObjectNode node = mapper.createObjectNode().put("type", "object");
        if (!description.isEmpty()) {
            node.put("description", description);
        }
        node.putObject("properties");
        return node.put("additionalProperties", false);
    }
}
