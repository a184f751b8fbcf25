package io.edgeward.cli.text;

import java.time.LocalTime;
import tools.jackson.databind.JsonNode;

/** An enforcement: where it began, what was done, what is left to do by hand. */
public final class EnforcePage {
    private EnforcePage() {}

    /** Writes the answer to {@code POST /enforce}. */
    public static void write(JsonNode answer, LocalTime now, Page page) {
        page.line("Before", Style.STRONG);
        AuditPage.verdict(answer.path("before"), page);
        page.blank();
        OutcomePage.write(answer.path("outcome"), now, page);
        JsonNode after = answer.path("after");
        if (after.isObject()) {
            page.blank().line("After", Style.STRONG);
            AuditPage.verdict(after, page);
            if (!after.path("compliant").asBoolean(false)) {
                page.blank().line("What remains to be done by hand", Style.STRONG);
                AuditPage.remaining(after, page);
            }
        }
    }
}
