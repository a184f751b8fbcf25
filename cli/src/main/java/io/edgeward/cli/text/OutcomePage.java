package io.edgeward.cli.text;

import static io.edgeward.cli.text.Wording.each;
import static io.edgeward.cli.text.Wording.strings;
import static io.edgeward.cli.text.Wording.text;

import io.edgeward.cli.contract.Durations;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What became of a change. */
public final class OutcomePage {
    private OutcomePage() {}

    /** Writes an outcome; {@code now} is the wall clock's, to tell a deadline. */
    public static void write(JsonNode outcome, LocalTime now, Page page) {
        String generation = "generation " + outcome.path("generation").asLong(0);
        switch (text(outcome, "outcome")) {
            case "unchanged" ->
                    page.line("Nothing to do: " + generation + " is as asked already", Style.GOOD);
            case "planned" -> plan(outcome.path("plan"), page);
            case "confirmed" ->
                    page.line(
                            "Done: " + generation + " is active, verified, confirmed", Style.GOOD);
            case "healed" -> {
                page.line(
                        "Healed: the system had left " + generation + " and is put back",
                        Style.GOOD);
                page.block("Had left", each(strings(outcome.path("drift")), Style.PLAIN));
            }
            case "onTrial" -> trial(outcome, now, page);
            case "reverted" -> {
                page.line(
                        "Reverted: generation "
                                + outcome.path("backTo").asLong(0)
                                + " is active again, verified",
                        Style.GOOD);
                if (!text(outcome, "why").isEmpty()) {
                    page.under(text(outcome, "why"), Style.PLAIN);
                }
                strings(outcome.path("details")).forEach(it -> page.under(it, Style.PLAIN));
            }
            default -> page.line(text(outcome, "outcome") + ": " + generation);
        }
        page.block("Mind", Wording.warnings(outcome.path("warnings")));
    }

    private static void trial(JsonNode outcome, LocalTime now, Page page) {
        long id = outcome.path("generation").asLong(0);
        long left = outcome.path("secondsLeft").asLong(0);
        LocalTime deadline = now.plusSeconds(left).truncatedTo(ChronoUnit.SECONDS);
        page.line(
                "ON TRIAL: generation "
                        + id
                        + " is active and verified, and reverts in "
                        + Durations.spoken(left)
                        + " (at "
                        + deadline.format(java.time.format.DateTimeFormatter.ofPattern("HH:mm:ss"))
                        + ") unless confirmed",
                Style.WARNING);
        if (outcome.path("confirmable").asBoolean(true)) {
            page.block("Keep it", "log in anew and run: edgeward confirm " + id);
        } else {
            page.block(
                    "Rehearsal",
                    Cell.of(
                            "no way is left by which it could be confirmed from outside: it will"
                                    + " revert",
                            Style.WARNING));
        }
        page.block("Undo it", "edgeward revert");
        page.block("More time", "edgeward extend 5m");
    }

    /** Writes a plan: what would change, and what could be reached afterwards. */
    static void plan(JsonNode plan, Page page) {
        if (plan.path("edits").isEmpty()) {
            page.line("Nothing would change", Style.GOOD);
            return;
        }
        int count = plan.path("edits").size();
        page.line("Would change " + count + (count == 1 ? " setting" : " settings"), Style.STRONG);
        page.blank();
        edits(plan.path("edits"), page);
        page.blank();
        List<List<Cell>> exposed = Wording.exposures(plan.path("exposed"));
        page.block(
                "Reachable",
                exposed.isEmpty() ? each(List.of("nothing, from nowhere"), Style.GOOD) : exposed);
        page.block("Ways in", Cell.of(or(String.join(", ", strings(plan.path("waysAfter"))))));
        List<String> lost = strings(plan.path("waysLost"));
        if (!lost.isEmpty()) {
            page.block("Closes", Cell.of(String.join(", ", lost), Style.WARNING));
        }
        page.block("Risk", risk(text(plan, "risk")));
        page.block("Mind", Wording.warnings(plan.path("warnings")));
        page.block("Refused", Wording.warnings(plan.path("refused")));
        page.blank().line("Nothing was changed: this was only the plan");
    }

    private static String or(String ways) {
        return Wording.or(ways, "none would be left");
    }

    private static Cell risk(String risk) {
        return switch (risk) {
            case "none" -> Cell.of("none", Style.GOOD);
            case "interruptsService" -> Cell.of("interrupts a service");
            case "mayCutAccess" ->
                    Cell.of("may cut access: made on trial, unless --now", Style.WARNING);
            default -> Cell.of(risk);
        };
    }

    /** Writes the differences between two documents. */
    static void edits(JsonNode edits, Page page) {
        List<List<Cell>> rows = new ArrayList<>();
        for (JsonNode it : edits) {
            rows.add(
                    List.of(
                            Cell.of(Wording.or(text(it, "at"), "(whole document)"), Style.STRONG),
                            Cell.of(
                                    Wording.value(it.path("before"))
                                            + " -> "
                                            + Wording.value(it.path("after")))));
        }
        page.table(rows);
    }

    /** Writes the differences alone, as {@code settings diff} does. */
    public static void diff(JsonNode edits, Page page) {
        if (edits.isEmpty()) {
            page.line("No difference", Style.GOOD);
        } else {
            edits(edits, page);
        }
    }
}
