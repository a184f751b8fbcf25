package io.edgeward.cli.text;

import static io.edgeward.cli.text.Wording.text;

import io.edgeward.cli.contract.Complaint;
import io.edgeward.cli.contract.ExitStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What went wrong, why, and the way out. */
public final class ComplaintPage {
    private ComplaintPage() {}

    public static void write(Complaint complaint, Page page) {
        JsonNode problem = complaint.problem();
        String title = text(problem, "title");
        page.line("edgeward: " + title, Style.BAD);
        Set<String> told = new HashSet<>();
        told.add(title);
        // Where faults are listed, the daemon's detail only repeats the first of them.
        String first = text(problem.path("errors").path(0), "detail");
        boolean repeats = !first.isEmpty() && text(problem, "detail").startsWith(first);
        if (!repeats && told.add(text(problem, "detail"))) {
            page.under(text(problem, "detail"), Style.PLAIN);
        }
        for (JsonNode error : problem.path("errors")) {
            fault(error, told, page);
        }
        for (String way : Wording.strings(problem.path("tryThis"))) {
            way(way, page);
        }
        if (complaint.exit() == ExitStatus.STRANDED) {
            page.under(
                    "The gateway is neither as it was nor as asked. Go and see: edgeward status,"
                            + " edgeward doctor.",
                    Style.BAD);
        }
    }

    private static void fault(JsonNode error, Set<String> told, Page page) {
        String at = text(error, "pointer");
        String detail = text(error, "detail");
        if (!at.isEmpty()) {
            page.table(List.of(List.of(Cell.of(""), Cell.of(at, Style.STRONG), Cell.of(detail))));
        } else if (told.add(detail)) {
            page.under(detail, Style.PLAIN);
        }
        if (!text(error, "tryThis").isEmpty()) {
            way(text(error, "tryThis"), page);
        }
    }

    private static void way(String way, Page page) {
        page.block("  Try", way);
    }
}
