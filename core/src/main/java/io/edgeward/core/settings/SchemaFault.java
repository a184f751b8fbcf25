package io.edgeward.core.settings;

import com.networknt.schema.Error;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns a fault that the schema found into a sentence that helps the person who made it. */
final class SchemaFault {
    private SchemaFault() {}

    static Problem of(Error error, ObjectNode schema) {
        String at = error.getInstanceLocation().toString();
        JsonNode rule = schema.at(parent(error.getSchemaLocation().getFragment().toString()));
        String given = shown(error.getInstanceNode());
        return switch (error.getKeyword()) {
            case "additionalProperties", "unevaluatedProperties" ->
                    unknownKey(at, String.valueOf(error.getProperty()), rule);
            case "required" ->
                    Problem.error(
                            "missing",
                            at + "/" + Pointers.escape(String.valueOf(error.getProperty())),
                            "\"" + error.getProperty() + "\" is missing.",
                            "Say it: it has no default.");
            case "propertyNames" -> badName(at, error);
            case "const" ->
                    Problem.error(
                            "wrong-version",
                            at,
                            given + " is not " + rule.path("const") + ".",
                            "Write " + rule.path("const") + " or leave it out.");
            case "enum" ->
                    Problem.error(
                            "not-one-of",
                            at,
                            given + " is not one of " + words(rule.path("enum")) + ".",
                            "Use one of these words.");
            case "type" -> wrongType(at, given, rule);
            case "minimum", "maximum" ->
                    Problem.error(
                            "out-of-range", at, given + " is not " + is(rule) + ".", cure(rule));
            case "format", "pattern" ->
                    Problem.error(
                            "malformed-value", at, given + " is not " + is(rule) + ".", cure(rule));
            default ->
                    Problem.error(
                            "invalid",
                            at,
                            given + " is not accepted here: " + error.getMessage() + ".",
                            "See `edgeward settings schema`.");
        };
    }

    private static Problem wrongType(String at, String given, JsonNode rule) {
        String type = rule.path("type").asString("");
        String wanted =
                switch (type) {
                    case "boolean" -> "true or false";
                    case "object" -> "an object";
                    case "array" -> "a list";
                    default -> is(rule);
                };
        String cure =
                switch (type) {
                    case "boolean", "integer" -> "Write it without quotation marks.";
                    case "object" -> "See `edgeward settings schema`.";
                    default -> cure(rule);
                };
        return Problem.error("wrong-type", at, given + " is not " + wanted + ".", cure);
    }

    private static Problem unknownKey(String at, String key, JsonNode rule) {
        List<String> known = List.copyOf(rule.path("properties").propertyNames());
        String cure =
                known.isEmpty() ? "Remove it." : "Known here: " + String.join(", ", known) + ".";
        return Problem.error(
                "unknown-key",
                at + "/" + Pointers.escape(key),
                "\"" + key + "\" is not a setting.",
                cure);
    }

    private static Problem badName(String at, Error error) {
        String name = String.valueOf(error.getProperty());
        return Problem.error(
                "malformed-name",
                at + "/" + Pointers.escape(name),
                "\"" + name + "\" cannot be a name here.",
                "Use 1 to 32 letters, digits, blanks, dots, hyphens or underscores, beginning with a"
                        + " letter or digit.");
    }

    private static String is(JsonNode rule) {
        String is = rule.path("x-is").asString("");
        String type = rule.path("type").asString("value");
        return is.isEmpty() ? "a right " + type.toLowerCase(Locale.ROOT) : is;
    }

    private static String cure(JsonNode rule) {
        JsonNode example = rule.path("examples").path(0);
        return example.isMissingNode()
                ? "See `edgeward settings schema`."
                : "For example: " + example + ".";
    }

    private static String words(JsonNode list) {
        return String.join(
                ", ",
                StreamSupport.stream(list.spliterator(), false).map(JsonNode::toString).toList());
    }

    private static String shown(JsonNode value) {
        // Written out for each of a thousand faults in it, a large document would take minutes.
        if (value.isContainer()) {
            return value.isObject() ? "An object" : "A list";
        }
        String text = value.toString();
        return text.length() <= 60 ? text : text.substring(0, 57) + "…";
    }

    private static String parent(String pointer) {
        int slash = pointer.lastIndexOf('/');
        return slash <= 0 ? "" : pointer.substring(0, slash);
    }
}
