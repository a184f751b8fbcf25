package io.edgeward.cli.text;

import static io.edgeward.cli.text.Wording.strings;
import static io.edgeward.cli.text.Wording.text;

import io.edgeward.cli.contract.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The posture: what is not as it should be first, with what was seen and what helps. */
public final class AuditPage {
    private static final List<String> WORST_FIRST =
            List.of("fail", "unknown", "excepted", "pass", "notApplicable");

    private AuditPage() {}

    /** Writes a whole audit. */
    public static void write(JsonNode audit, Page page) {
        verdict(audit, page);
        page.blank();
        List<List<Cell>> quiet = new ArrayList<>();
        for (String result : WORST_FIRST) {
            for (JsonNode finding : audit.path("findings")) {
                if (!text(finding, "result").equals(result)) {
                    continue;
                }
                if (result.equals("fail") || result.equals("unknown")) {
                    full(finding, page);
                } else {
                    quiet.add(headline(finding));
                }
            }
        }
        page.table(quiet);
        if (!audit.path("compliant").asBoolean(false)) {
            if (!quiet.isEmpty()) {
                page.blank();
            }
            page.block(
                    "Next", "edgeward enforce --profile " + text(audit, "profile") + " --dry-run");
        }
    }

    /** Writes the verdict and the figures, without the findings. */
    public static void verdict(JsonNode audit, Page page) {
        boolean compliant = audit.path("compliant").asBoolean(false);
        page.line(
                (compliant ? "COMPLIANT" : "NOT COMPLIANT")
                        + " with profile "
                        + text(audit, "profile")
                        + ", generation "
                        + audit.path("generation").asLong(0),
                compliant ? Style.GOOD : Style.BAD);
        JsonNode counts = audit.path("counts");
        page.line(
                counts.path("pass").asInt(0)
                        + " pass, "
                        + counts.path("fail").asInt(0)
                        + " fail, "
                        + counts.path("unknown").asInt(0)
                        + " unknown, "
                        + counts.path("excepted").asInt(0)
                        + " excepted, "
                        + counts.path("notApplicable").asInt(0)
                        + " not applicable");
        page.line(
                "score "
                        + audit.path("score").asInt(0)
                        + " of 100, coverage "
                        + percent(audit.path("coverage"))
                        + " %");
    }

    // Rounded down: 100 % means all of it.
    private static int percent(JsonNode share) {
        return share.decimalValue(BigDecimal.ZERO)
                .movePointRight(2)
                .setScale(0, RoundingMode.DOWN)
                .intValue();
    }

    /** Writes what still fails or is unknown, in full. */
    static void remaining(JsonNode audit, Page page) {
        for (JsonNode finding : audit.path("findings")) {
            if (List.of("fail", "unknown").contains(text(finding, "result"))) {
                full(finding, page);
            }
        }
    }

    private static List<Cell> headline(JsonNode finding) {
        String result = text(finding, "result");
        Style style =
                switch (result) {
                    case "pass" -> Style.GOOD;
                    case "fail" -> Style.BAD;
                    case "unknown", "excepted" -> Style.WARNING;
                    default -> Style.FAINT;
                };
        return List.of(
                Cell.of(result.equals("notApplicable") ? "n/a" : result, style),
                Cell.of(text(finding, "rule"), Style.STRONG),
                Cell.of(text(finding, "severity")),
                Cell.of(text(finding, "title")));
    }

    private static void full(JsonNode finding, Page page) {
        page.table(List.of(headline(finding)));
        if (!text(finding, "why").isEmpty()) {
            page.block("  why", text(finding, "why"));
        }
        if (!isTold(finding)) {
            evidence(finding, page);
        }
        for (String way : remedies(finding.path("remedy"))) {
            page.block("  helps", Cell.of(way, Style.STRONG));
        }
        page.blank();
    }

    /** Whether the reason says itself what was seen. */
    private static boolean isTold(JsonNode finding) {
        String why = text(finding, "why");
        return finding.path("observed").propertyStream().anyMatch(it -> why.contains(it.getKey()));
    }

    private static void evidence(JsonNode finding, Page page) {
        for (Map.Entry<String, JsonNode> it : finding.path("observed").properties()) {
            page.block("  seen", it.getKey() + " = " + Wording.value(it.getValue()));
        }
        for (Map.Entry<String, JsonNode> it : finding.path("expected").properties()) {
            String says = text(it.getValue(), "description");
            page.block(
                    "  expected",
                    it.getKey() + ": " + Wording.or(says, Wording.value(it.getValue())));
        }
    }

    private static List<String> remedies(JsonNode remedy) {
        if (!remedy.isObject()) {
            return remedy.isString() ? List.of(remedy.asString("")) : List.of();
        }
        List<String> ways = new ArrayList<>();
        JsonNode manual = remedy.path("manual");
        if (!text(remedy, "command").isEmpty()) {
            ways.add(text(remedy, "command"));
        } else if (remedy.path("patch").isObject()) {
            ways.add("enforce sets " + Json.compact(remedy.path("patch")));
        }
        ways.addAll(manual.isString() ? List.of(manual.asString("")) : strings(manual));
        return ways;
    }
}
