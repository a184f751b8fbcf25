package io.edgeward.posture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Documents with holes, <code>${name}</code>, that a profile's parameters fill. A value that is
 * nothing but a hole becomes the parameter, whatever its type. A key with a hole stands once for
 * each item of a list, and the parameter is that item in all that stands below it.
 */
final class Template {
    static final Pattern HOLE = Pattern.compile("\\$\\{([^}]*)\\}");

    private Template() {}

    /** A text that came out of a key, and the parameters as they are below it. */
    record Bound(String text, Map<String, JsonNode> parameters) {}

    /** The names in all holes of keys and values. */
    static Set<String> holes(JsonNode template) {
        Set<String> names = new TreeSet<>();
        gather(template, names);
        return names;
    }

    static Set<String> holes(String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = HOLE.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        // An opened hole that nobody closes is one too: no parameter has such a name.
        int open = HOLE.matcher(text).replaceAll("").indexOf("${");
        if (open >= 0) {
            names.add(text.substring(text.lastIndexOf("${") + 2));
        }
        return names;
    }

    private static void gather(JsonNode node, Set<String> names) {
        if (node.isString()) {
            names.addAll(holes(node.stringValue()));
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            names.addAll(holes(entry.getKey()));
            gather(entry.getValue(), names);
        }
        if (node.isArray()) {
            node.values().forEach(item -> gather(item, names));
        }
    }

    /**
     * The document with its holes filled.
     *
     * @throws IllegalArgumentException if a list stands amid a text
     */
    static JsonNode fill(JsonNode template, Map<String, JsonNode> parameters) {
        return switch (template) {
            case ObjectNode object -> {
                ObjectNode filled = JsonNodeFactory.instance.objectNode();
                for (Map.Entry<String, JsonNode> entry : object.properties()) {
                    for (Bound key : bind(entry.getKey(), parameters, UnaryOperator.identity())) {
                        filled.set(key.text(), fill(entry.getValue(), key.parameters()));
                    }
                }
                yield filled;
            }
            case ArrayNode array -> {
                ArrayNode filled = JsonNodeFactory.instance.arrayNode();
                array.values().forEach(item -> filled.add(fill(item, parameters)));
                yield filled;
            }
            default -> template.isString() ? value(template.stringValue(), parameters) : template;
        };
    }

    private static JsonNode value(String text, Map<String, JsonNode> parameters) {
        Matcher whole = HOLE.matcher(text);
        JsonNode parameter = whole.matches() ? parameters.get(whole.group(1)) : null;
        if (parameter != null) {
            return parameter.deepCopy();
        }
        for (String name : holes(text)) {
            if (parameters.get(name) instanceof ArrayNode) {
                throw new IllegalArgumentException(
                        "${"
                                + name
                                + "} is a list and cannot stand amid the text \""
                                + text
                                + "\"");
            }
        }
        return JsonNodeFactory.instance.stringNode(
                bind(text, parameters, UnaryOperator.identity()).getFirst().text());
    }

    /** A key once for each item of the lists in it; not at all if one of them is empty. */
    static List<Bound> bind(
            String key, Map<String, JsonNode> parameters, UnaryOperator<String> escape) {
        Matcher hole = HOLE.matcher(key);
        JsonNode parameter = hole.find() ? parameters.get(hole.group(1)) : null;
        if (parameter == null) {
            return List.of(new Bound(key, parameters));
        }
        List<JsonNode> items =
                parameter.isArray() ? parameter.valueStream().toList() : List.of(parameter);
        List<Bound> bound = new ArrayList<>();
        for (JsonNode item : items) {
            Map<String, JsonNode> below = new LinkedHashMap<>(parameters);
            below.put(hole.group(1), item);
            String head = key.substring(0, hole.start()) + escape.apply(item.asString());
            for (Bound rest : bind(key.substring(hole.end()), below, escape)) {
                bound.add(new Bound(head + rest.text(), rest.parameters()));
            }
        }
        return bound;
    }
}
