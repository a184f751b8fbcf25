package io.edgeward.posture;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import io.edgeward.core.settings.Pointers;
import io.edgeward.core.settings.Problem;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON Schemas of the files, and JSON Schema's own, for those that the files hold. Costly to
 * make.
 */
final class Scrutiny {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private final Schema dialect;
    private final JsonNode ruleTree = new JsonMapper().readTree(Shipped.text("schemas/rule.json"));
    private final JsonNode profileTree =
            new JsonMapper().readTree(Shipped.text("schemas/profile.json"));
    private final Schema rule;
    private final Schema profile;

    Scrutiny(SchemaRegistry registry) {
        this.dialect = registry.getSchema(SchemaLocation.of(DIALECT));
        this.rule = registry.getSchema(ruleTree);
        this.profile = registry.getSchema(profileTree);
    }

    List<Problem> faultsOfRule(YamlFile file) {
        return faults(file, rule, ruleTree);
    }

    List<Problem> faultsOfProfile(YamlFile file) {
        return faults(file, profile, profileTree);
    }

    /** What is wrong with a schema by the rules of JSON Schema itself; empty if nothing. */
    List<String> faultsOfSchema(JsonNode schema) {
        return dialect.validate(schema).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    private static List<Problem> faults(YamlFile file, Schema schema, JsonNode tree) {
        return schema.validate(file.tree()).stream()
                .map(error -> fault(file, error, tree))
                .distinct()
                .toList();
    }

    private static Problem fault(YamlFile file, Error error, JsonNode tree) {
        String at = error.getInstanceLocation().toString();
        String property = String.valueOf(error.getProperty());
        return switch (error.getKeyword()) {
            case "additionalProperties" ->
                    file.fault(
                            "unknown-key",
                            at + "/" + Pointers.escape(property),
                            "\"" + property + "\" is not known here.",
                            "Known here: " + known(error, tree) + ".");
            case "required" ->
                    file.fault(
                            "missing-key",
                            at,
                            "\""
                                    + property
                                    + "\" is missing"
                                    + (at.isEmpty() ? "." : " in " + at + "."),
                            "Add it; see docs/reference/rules.md.");
            default ->
                    file.fault(
                            "malformed-value",
                            at,
                            (at.isEmpty() ? "the file" : at) + ": " + error.getMessage() + ".",
                            "See docs/reference/rules.md for what may stand there.");
        };
    }

    private static String known(Error error, JsonNode tree) {
        String keyword = error.getSchemaLocation().getFragment().toString();
        JsonNode parent = tree.at(keyword.substring(0, keyword.lastIndexOf('/')));
        return String.join(", ", parent.path("properties").propertyNames());
    }
}
