package io.edgeward.cli.text;

import io.edgeward.cli.contract.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Small things that more than one page tells, told the same way. */
final class Wording {
    private static final int MOST_CHARACTERS = 400;

    private Wording() {}

    static String text(JsonNode at, String name) {
        return at.path(name).asString("");
    }

    static List<String> strings(JsonNode list) {
        return list.valueStream().map(it -> it.asString("")).toList();
    }

    static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    /** A value of the settings, cut where it is long; what is not there is told as such. */
    static String value(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? "(none)" : cut(spaced(value));
    }

    /** At most so much as a person reads; the rest is in the JSON. */
    static String cut(String text) {
        return text.length() <= MOST_CHARACTERS
                ? text
                : text.substring(0, MOST_CHARACTERS) + " ... (all of it: --json)";
    }

    /** JSON with spaces at which it can be wrapped. */
    private static String spaced(JsonNode value) {
        if (value.isObject()) {
            return value.propertyStream()
                    .map(it ->
                            Json.compact(StringNode.valueOf(it.getKey()))
                                    + ": "
                                    + spaced(it.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value.isArray()
                ? value.valueStream()
                        .map(Wording::spaced)
                        .collect(Collectors.joining(", ", "[", "]"))
                : Json.compact(value);
    }

    /** What may be reached, from where: one row for each. */
    static List<List<Cell>> exposures(JsonNode list) {
        List<List<Cell>> rows = new ArrayList<>();
        for (JsonNode it : list) {
            List<String> sources = strings(it.path("sources"));
            String from = sources.isEmpty() ? "anywhere" : String.join(", ", sources);
            String through = text(it, "through");
            rows.add(
                    List.of(
                            Cell.of(text(it, "protocol") + " " + text(it, "ports"), Style.STRONG),
                            Cell.of(text(it, "by")),
                            Cell.of(
                                    "from "
                                            + from
                                            + (through.isEmpty() ? "" : ", through " + through))));
        }
        return rows;
    }

    static List<List<Cell>> each(List<String> sentences, Style style) {
        return sentences.stream().map(it -> List.of(Cell.of(it, style))).toList();
    }

    /** Problems that do not stop anything, with their pointers and ways out. */
    static List<List<Cell>> warnings(JsonNode list) {
        List<List<Cell>> rows = new ArrayList<>();
        for (JsonNode it : list) {
            String at = or(text(it, "pointer"), text(it, "at"));
            String says = or(text(it, "detail"), text(it, "says"));
            rows.add(List.of(Cell.of(at.isEmpty() ? says : at + ": " + says, Style.WARNING)));
            if (!text(it, "tryThis").isEmpty()) {
                rows.add(List.of(Cell.of("  " + text(it, "tryThis"))));
            }
        }
        return rows;
    }
}
