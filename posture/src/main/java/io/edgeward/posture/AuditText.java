package io.edgeward.posture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An audit as text for a terminal. */
final class AuditText {
    private static final int WIDTH = 100;
    private static final String INDENT = " ".repeat(6);
    private static final String ESCAPE = "\u001b[";

    private final boolean colour;
    private final StringBuilder out = new StringBuilder();

    AuditText(boolean colour) {
        this.colour = colour;
    }

    String write(Audit audit) {
        Audit.Counts counts = audit.counts();
        int evaluated = counts.pass() + counts.fail() + counts.excepted();
        line(
                "Profile "
                        + audit.profile()
                        + ": "
                        + painted(
                                audit.compliant() ? "compliant" : "not compliant",
                                audit.compliant() ? Result.PASS : Result.FAIL));
        line(
                "score %d of 100, %d of %d applicable rules evaluated, generation %d, %s"
                        .formatted(
                                audit.score(),
                                evaluated,
                                evaluated + counts.unknown(),
                                audit.generation(),
                                audit.time()));
        line("");
        int results = widest(audit, it -> it.result().spoken());
        int severities = widest(audit, it -> it.severity().word());
        int ids = widest(audit, Finding::rule);
        for (Finding finding : audit.findings()) {
            line(
                    "  "
                            + painted(padded(finding.result().spoken(), results), finding.result())
                            + "  "
                            + padded(finding.severity().word(), severities)
                            + "  "
                            + padded(finding.rule(), ids)
                            + "  "
                            + finding.title());
            if (finding.result() != Result.PASS) {
                wrapped(finding.why());
            }
            finding.remedy().ifPresent(this::remedy);
        }
        line("");
        closing(audit);
        return out.toString();
    }

    private void remedy(Remedy remedy) {
        remedy.command().ifPresent(it -> line(INDENT + "cure: " + clean(it)));
        remedy.manual().forEach(it -> line(INDENT + "by hand, as root: " + clean(it)));
    }

    private void closing(Audit audit) {
        Audit.Counts counts = audit.counts();
        List<String> parts = new ArrayList<>();
        part(parts, counts.pass(), Result.PASS);
        part(parts, counts.fail(), Result.FAIL);
        part(parts, counts.unknown(), Result.UNKNOWN);
        part(parts, counts.excepted(), Result.EXCEPTED);
        part(parts, counts.notApplicable(), Result.NOT_APPLICABLE);
        line(String.join(", ", parts) + ".");
        if (audit.findings().stream()
                .flatMap(it -> it.remedy().stream())
                .anyMatch(it -> it.patch().isPresent())) {
            line(
                    "Cure all that settings can cure: edgeward enforce --profile "
                            + audit.profile()
                            + (counts.excepted() > 0 ? ", with the same --keep" : ""));
        }
    }

    private static void part(List<String> parts, int count, Result result) {
        if (count > 0) {
            parts.add(count + " " + result.spoken());
        }
    }

    private static int widest(Audit audit, java.util.function.Function<Finding, String> column) {
        return audit.findings().stream().map(column).mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private String painted(String text, Result result) {
        int code =
                switch (result) {
                    case PASS -> 32;
                    case FAIL -> 31;
                    case UNKNOWN, EXCEPTED -> 33;
                    case NOT_APPLICABLE -> 2;
                };
        return colour
                ? String.format(Locale.ROOT, "%s%dm%s%s0m", ESCAPE, code, text, ESCAPE)
                : text;
    }

    private void wrapped(String text) {
        StringBuilder line = new StringBuilder(INDENT);
        for (String word : clean(text).split(" ", -1)) {
            if (line.length() + word.length() >= WIDTH && line.length() > INDENT.length()) {
                line(line.toString().stripTrailing());
                line.setLength(INDENT.length());
            }
            line.append(word).append(' ');
        }
        line(line.toString().stripTrailing());
    }

    /** Names of programs come from whoever started them: nothing of them may steer a terminal. */
    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}|[\\u0080-\\u009f\\u202a-\\u202e\\u2066-\\u2069]", "?");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
