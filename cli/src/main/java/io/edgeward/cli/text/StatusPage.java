package io.edgeward.cli.text;

import static io.edgeward.cli.text.Wording.each;
import static io.edgeward.cli.text.Wording.strings;
import static io.edgeward.cli.text.Wording.text;

import io.edgeward.cli.contract.Durations;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The gateway at a glance: the verdict first, then what it rests on, then what to do. */
public final class StatusPage {
    private final JsonNode status;
    private final List<List<Cell>> unexpected;
    private final Page page;

    private StatusPage(JsonNode status, Page page) {
        this.status = status;
        this.unexpected = Listeners.unexpected(status);
        this.page = page;
    }

    /** Writes the answer to {@code GET /status}. */
    public static void write(JsonNode status, Page page) {
        new StatusPage(status, page).write();
    }

    private void write() {
        page.line(
                "Edgeward "
                        + text(status, "version")
                        + " on "
                        + text(status, "platform")
                        + ", "
                        + generation());
        verdict();
        page.blank();
        page.block("Alarms", each(strings(status.path("alarms")), Style.BAD));
        page.block("Differs", each(strings(status.path("drift")), Style.WARNING));
        page.block("Not seen", unseen());
        page.block("On", facets(true));
        page.block("Off", facets(false));
        List<List<Cell>> exposed = Wording.exposures(status.path("exposed"));
        page.block(
                "Reachable",
                exposed.isEmpty() && unexpected.isEmpty()
                        ? each(List.of("nothing, from nowhere"), Style.GOOD)
                        : exposed);
        page.block("Unasked", unexpected);
        List<String> ways = strings(status.path("ways"));
        page.block(
                "Ways in",
                ways.isEmpty()
                        ? Cell.of("none: nobody can manage it from outside", Style.WARNING)
                        : Cell.of(String.join(", ", ways)));
        page.block("Next", each(next(), Style.PLAIN));
    }

    private String generation() {
        if (status.path("builtIn").asBoolean(false)) {
            return "built-in generation";
        }
        long active = status.path("active").asLong(0);
        return "generation " + active + (isTrial() ? " (on trial)" : "");
    }

    private boolean isTrial() {
        return status.path("trial").isObject();
    }

    private void verdict() {
        List<String> troubles = new ArrayList<>();
        count(troubles, "alarms", "alarm", "alarms");
        count(
                troubles,
                "drift",
                "difference from what is wanted",
                "differences from what is wanted");
        if (!unexpected.isEmpty()) {
            troubles.add("more can be reached than was asked for");
        }
        if (!troubles.isEmpty()) {
            page.line(String.join(", ", troubles), Style.BAD);
        }
        if (isTrial()) {
            JsonNode trial = status.path("trial");
            page.line(
                    "ON TRIAL: reverts to generation "
                            + trial.path("from").asLong(0)
                            + " in "
                            + Durations.spoken(trial.path("secondsLeft").asLong(0))
                            + (trial.path("confirmable").asBoolean(true)
                                    ? " unless confirmed"
                                    : "; no way is left by which it could be confirmed"),
                    Style.WARNING);
        }
        if (status.path("busy").asBoolean(false)) {
            page.line("A change is being made right now", Style.WARNING);
        }
        boolean partly = !status.path("unseen").isEmpty();
        if (partly) {
            page.line("Not everything could be seen", Style.WARNING);
        }
        if (troubles.isEmpty() && !isTrial() && !partly) {
            page.line("All is as wanted", Style.GOOD);
        }
    }

    private void count(List<String> troubles, String of, String one, String many) {
        int size = status.path(of).size();
        if (size > 0) {
            troubles.add(size + " " + (size == 1 ? one : many));
        }
    }

    private List<List<Cell>> facets(boolean on) {
        List<List<Cell>> rows = new ArrayList<>();
        for (JsonNode facet : status.path("facets")) {
            if (facet.path("on").asBoolean(false) == on) {
                rows.add(
                        List.of(
                                Cell.of(text(facet, "title"), on ? Style.GOOD : Style.FAINT),
                                Cell.of(text(facet, "says"))));
            }
        }
        return rows;
    }

    private List<List<Cell>> unseen() {
        return status.path("unseen")
                .propertyStream()
                .map(it ->
                        List.of(
                                Cell.of(
                                        it.getKey() + ": " + it.getValue().asString(""),
                                        Style.WARNING)))
                .toList();
    }

    private List<String> next() {
        List<String> next = new ArrayList<>();
        if (isTrial()) {
            long id = status.path("trial").path("generation").asLong(0);
            if (status.path("trial").path("confirmable").asBoolean(true)) {
                next.add("keep it: log in anew, then edgeward confirm " + id);
            }
            next.add("undo it: edgeward revert; more time: edgeward extend 5m");
        }
        if (status.path("builtIn").asBoolean(false)) {
            next.add("bring back a generation: edgeward generations, edgeward rollback N");
        }
        if (!status.path("alarms").isEmpty() || !status.path("drift").isEmpty()) {
            next.add("what is wrong and what helps: edgeward doctor");
        }
        if (!unexpected.isEmpty()) {
            next.add("what listens, and what lets it in: edgeward exposure");
        }
        if (next.isEmpty()) {
            next.add("is that hardened? edgeward audit");
        }
        return next;
    }
}
