package io.edgeward.cli.text;

import static io.edgeward.cli.text.Wording.each;
import static io.edgeward.cli.text.Wording.strings;
import static io.edgeward.cli.text.Wording.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The pages of the commands that only look, other than the status. */
public final class LookPages {
    private LookPages() {}

    /** Writes the answer to {@code GET /exposure}. */
    public static void exposure(JsonNode exposure, Page page) {
        List<List<Cell>> unexpected = Listeners.unexpected(exposure);
        page.line(
                unexpected.isEmpty()
                        ? "Nothing can be reached that was not asked for"
                        : "Something can be reached that nobody asked for",
                unexpected.isEmpty() ? Style.GOOD : Style.BAD);
        page.blank();
        page.block("Unexpected", unexpected);
        List<List<Cell>> allowed = Wording.exposures(exposure.path("allowed"));
        page.block(
                "Let in",
                allowed.isEmpty() ? each(List.of("nothing, from nowhere"), Style.GOOD) : allowed);
        List<List<Cell>> listening = Listeners.all(exposure);
        page.block(
                "Listens", listening.isEmpty() ? each(List.of("nothing"), Style.GOOD) : listening);
        page.block("Others", others(exposure.path("others")));
    }

    /** Tables of other owners, and what each may do with a packet. */
    private static List<List<Cell>> others(JsonNode list) {
        List<List<Cell>> rows = new ArrayList<>();
        for (JsonNode it : list) {
            rows.add(
                    List.of(
                            Cell.of("table " + text(it, "table"), Style.STRONG),
                            Cell.of(String.join(", ", strings(it.path("hooks")))),
                            Cell.of(text(it, "says"))));
        }
        return rows;
    }

    /** Writes the answer to {@code GET /doctor}. */
    public static void doctor(JsonNode doctor, Page page) {
        List<List<Cell>> rows = new ArrayList<>();
        long bad = 0;
        for (JsonNode check : doctor.path("checks")) {
            String result = text(check, "result");
            rows.add(
                    List.of(
                            Cell.of(result, style(result)),
                            Cell.of(text(check, "name")),
                            Cell.of(text(check, "says"))));
            if (!result.equals("ok")) {
                bad++;
                if (!text(check, "tryThis").isEmpty()) {
                    rows.add(
                            List.of(
                                    Cell.of(""),
                                    Cell.of(""),
                                    Cell.of("Try: " + text(check, "tryThis"), Style.STRONG)));
                }
            }
        }
        page.line(
                bad == 0
                        ? "All is well"
                        : bad + " of " + doctor.path("checks").size() + " checks found something",
                bad == 0 ? Style.GOOD : Style.WARNING);
        page.blank().table(rows);
    }

    private static Style style(String result) {
        return switch (result) {
            case "ok" -> Style.GOOD;
            case "error" -> Style.BAD;
            default -> Style.WARNING;
        };
    }

    /** Writes the answer to {@code GET /generations}. */
    public static void generations(JsonNode list, Page page) {
        List<List<Cell>> rows = new ArrayList<>();
        for (JsonNode it : list.path("generations")) {
            String standing =
                    Stream.of("active", "confirmed", "onTrial")
                            .filter(name -> it.path(name).asBoolean(false))
                            .map(name -> name.equals("onTrial") ? "on trial" : name)
                            .reduce((one, other) -> one + ", " + other)
                            .orElse("kept");
            long before = it.path("predecessor").asLong(0);
            String digest = text(it, "digest");
            rows.add(
                    List.of(
                            Cell.of(text(it, "id"), Style.STRONG),
                            Cell.of(standing, standing.equals("kept") ? Style.FAINT : Style.GOOD),
                            Cell.of(before == 0 ? "the first" : "after " + before),
                            Cell.of(
                                    digest.substring(0, Math.min(12, digest.length())),
                                    Style.FAINT)));
        }
        page.table(rows);
    }

    /** Writes the answer to {@code GET /profiles}. */
    public static void profiles(JsonNode list, Page page) {
        for (JsonNode it : list.path("profiles")) {
            List<String> rules = strings(it.path("rules"));
            page.line(text(it, "name") + ": " + text(it, "title"), Style.STRONG);
            page.under(rules.size() + " rules: " + String.join(", ", rules), Style.PLAIN);
        }
    }

    /** Writes the answer to {@code GET /events}. */
    public static void events(JsonNode list, Page page) {
        if (list.path("events").isEmpty()) {
            page.line("Nothing happened yet");
        }
        for (JsonNode it : list.path("events")) {
            long generation = it.path("generation").asLong(0);
            String outcome = text(it, "outcome");
            page.line(
                    text(it, "at")
                            + "  "
                            + text(it, "what")
                            + ": "
                            + outcome
                            + (generation == 0 ? "" : ", generation " + generation)
                            + ", by "
                            + text(it, "who"),
                    List.of("reverted", "stranded").contains(outcome) ? Style.BAD : Style.PLAIN);
            if (!text(it, "why").isEmpty()) {
                page.under(text(it, "why"), Style.FAINT);
            }
            strings(it.path("details"))
                    .forEach(detail -> page.under(Wording.cut(detail), Style.FAINT));
        }
    }
}
