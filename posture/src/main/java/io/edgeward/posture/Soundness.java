package io.edgeward.posture;

import io.edgeward.core.settings.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/**
 * Refuses what a schema lets through and would make a rule that lies: places that are none,
 * expectations that cannot fail, and facts that were not seen but would pass.
 */
final class Soundness {
    private static final Pattern POINTER = Pattern.compile("(/([^~/]|~[01])*)+");
    private static final Set<String> BITES =
            Set.of("type", "const", "enum", "allOf", "anyOf", "oneOf");

    /** Keywords below which a missing fact would count the other way round. */
    private static final Set<String> INVERTING = Set.of("not", "if");

    private final YamlFile file;
    private final List<Problem> faults = new ArrayList<>();

    private Soundness(YamlFile file) {
        this.file = file;
    }

    static List<Problem> faults(YamlFile file) {
        var soundness = new Soundness(file);
        soundness.expectations("appliesWhen");
        soundness.expectations("expect");
        soundness.manual(file.tree().path("remedy").path("manual"));
        soundness.patch(file.tree().path("remedy").path("patch"));
        return soundness.faults;
    }

    private void expectations(String key) {
        for (Map.Entry<String, JsonNode> entry : file.tree().path(key).properties()) {
            String at = "/" + key + "/" + escaped(entry.getKey());
            pointer(at, entry.getKey());
            if (BITES.stream().noneMatch(entry.getValue()::has)) {
                faults.add(
                        file.fault(
                                "toothless",
                                at,
                                "the expectation on " + entry.getKey() + " says no type or value.",
                                "Say const, enum or type: without one, a value of another type"
                                        + " passes."));
            }
            schema(at, entry.getValue());
        }
    }

    private static String escaped(String key) {
        return io.edgeward.core.settings.Pointers.escape(key);
    }

    private void pointer(String at, String pointer) {
        if (!POINTER.matcher(pointer).matches()) {
            faults.add(
                    file.fault(
                            "malformed-pointer",
                            at,
                            "\"" + pointer + "\" is not a JSON Pointer into the observed state.",
                            "Begin it with \"/\", as /services/ssh/on; write ~1 for a slash and ~0"
                                    + " for a tilde in a name."));
        }
    }

    private void schema(String at, JsonNode schema) {
        Set<String> unrequired = new TreeSet<>(schema.path("properties").propertyNames());
        schema.path("required").valueStream().forEach(it -> unrequired.remove(it.asString()));
        if (!unrequired.isEmpty()) {
            faults.add(
                    file.fault(
                            "unrequired",
                            at,
                            "properties names "
                                    + String.join(", ", unrequired)
                                    + ", but required does not: what was not seen would pass.",
                            "Name them under required too, or point at the fact itself."));
        }
        for (String key : INVERTING) {
            inverted(at + "/" + key, schema.path(key));
        }
        try {
            Pattern.compile(schema.path("pattern").asString(""));
        } catch (PatternSyntaxException e) {
            faults.add(
                    file.fault(
                            "malformed-pattern",
                            at + "/pattern",
                            "the pattern is not a regular expression: " + e.getDescription() + ".",
                            "Put a backslash before a character that is meant literally."));
        }
        below(at, schema, this::schema);
    }

    private void inverted(String at, JsonNode schema) {
        if (schema.has("properties") || schema.has("required") || schema.has("contains")) {
            faults.add(
                    file.fault(
                            "unrequired",
                            at,
                            "what was not seen would pass here: it inverts properties, required or"
                                    + " contains.",
                            "Say what is expected instead of what is not."));
        }
        below(at, schema, this::inverted);
    }

    private static void below(String at, JsonNode schema, BiConsumer<String, JsonNode> visit) {
        for (String key :
                List.of(
                        "additionalProperties",
                        "propertyNames",
                        "items",
                        "contains",
                        "not",
                        "if",
                        "then",
                        "else")) {
            if (schema.path(key).isObject()) {
                visit.accept(at + "/" + key, schema.get(key));
            }
        }
        for (String key : List.of("allOf", "anyOf", "oneOf", "prefixItems")) {
            for (int i = 0; i < schema.path(key).size(); i++) {
                visit.accept(at + "/" + key + "/" + i, schema.get(key).get(i));
            }
        }
        for (String key : List.of("properties", "patternProperties")) {
            for (Map.Entry<String, JsonNode> entry : schema.path(key).properties()) {
                visit.accept(at + "/" + key + "/" + escaped(entry.getKey()), entry.getValue());
            }
        }
    }

    private void manual(JsonNode manual) {
        for (Map.Entry<String, JsonNode> entry : manual.properties()) {
            String at = "/remedy/manual/" + escaped(entry.getKey());
            known(at, entry.getKey());
            observed(at, entry.getValue().asString(""));
        }
        if (manual.isString()) {
            observed("/remedy/manual", manual.stringValue());
        }
    }

    private void observed(String at, String command) {
        Template.holes(command).stream()
                .filter(hole -> hole.startsWith("/"))
                .forEach(hole -> known(at, hole));
    }

    private void known(String at, String pointer) {
        JsonNode expect = file.tree().path("expect");
        if (!expect.has(pointer)) {
            faults.add(
                    file.fault(
                            "unknown-pointer",
                            at,
                            "\"" + pointer + "\" is not among the pointers under expect.",
                            "Use one of these: "
                                    + String.join(", ", expect.propertyNames())
                                    + "."));
        }
    }

    private void patch(JsonNode patch) {
        for (String hole : Template.holes(patch)) {
            if (hole.startsWith("/")) {
                faults.add(
                        file.fault(
                                "observed-in-patch",
                                "/remedy/patch",
                                "${" + hole + "} puts what was observed into the settings.",
                                "Use a parameter of the profile; only manual commands may name"
                                        + " what was observed."));
            }
        }
    }
}
