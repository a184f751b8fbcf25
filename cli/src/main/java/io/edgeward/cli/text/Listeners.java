package io.edgeward.cli.text;

import static io.edgeward.cli.text.Wording.or;
import static io.edgeward.cli.text.Wording.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Open ports as rows, one for each port and program, with all its addresses. */
final class Listeners {
    private record Port(String name, String process, boolean reachable, String by) {}

    private Listeners() {}

    /** Every open port. */
    static List<List<Cell>> all(JsonNode exposure) {
        List<List<Cell>> rows = new ArrayList<>();
        grouped(exposure.path("listening"))
                .forEach((port, addresses) -> {
                    String by = port.by().isEmpty() ? "" : ", by " + port.by();
                    rows.add(
                            List.of(
                                    Cell.of(port.name(), Style.STRONG),
                                    Cell.of(port.process()),
                                    Cell.of(String.join(", ", addresses)),
                                    port.reachable()
                                            ? Cell.of("reachable" + by, Style.WARNING)
                                            : Cell.of("not reachable from outside", Style.FAINT)));
                });
        return rows;
    }

    /** What can be reached though neither a facet nor a rule accounts for it. */
    static List<List<Cell>> unexpected(JsonNode answer) {
        List<List<Cell>> rows = new ArrayList<>();
        grouped(answer.path("unexpected"))
                .forEach((port, addresses) ->
                        rows.add(
                                List.of(
                                        Cell.of(port.name(), Style.BAD),
                                        Cell.of(port.process(), Style.BAD),
                                        Cell.of(String.join(", ", addresses)))));
        return rows;
    }

    private static Map<Port, List<String>> grouped(JsonNode list) {
        Map<Port, List<String>> ports = new LinkedHashMap<>();
        for (JsonNode it : list) {
            var port =
                    new Port(
                            text(it, "protocol") + " " + text(it, "port"),
                            or(text(it, "process"), "?"),
                            it.path("reachable").asBoolean(false),
                            text(it, "by"));
            ports.computeIfAbsent(port, _ -> new ArrayList<>())
                    .add(or(text(it, "address"), text(it, "family")));
        }
        return ports;
    }
}
