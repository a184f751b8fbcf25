package io.edgeward.posture;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The posture at one moment, measured against one profile.
 *
 * @param generation the generation that was active
 * @param compliant no rule fails and none is unknown
 * @param score 0 to 100: the weight of the rules that pass, of the weight of those that pass, fail
 *     or are unknown; rounded down, so that 100 means all of it. Excepted and not applicable rules
 *     are left out; 100 where nothing is left
 * @param coverage 0 to 1: how many of the applicable rules were evaluated (pass, fail or excepted;
 *     unknown is not), rounded down to four places; 1 where none is applicable
 * @param findings one for each rule of the profile, in its order
 */
public record Audit(
        String profile,
        Instant time,
        long generation,
        boolean compliant,
        int score,
        double coverage,
        Counts counts,
        List<Finding> findings) {
    private static final JsonMapper MAPPER = new JsonMapper();

    public Audit {
        findings = List.copyOf(findings);
    }

    /** How many rules came to which result. */
    public record Counts(int pass, int fail, int unknown, int notApplicable, int excepted) {}

    static Audit of(String profile, Instant time, long generation, List<Finding> findings) {
        var counts =
                new Counts(
                        count(findings, Result.PASS),
                        count(findings, Result.FAIL),
                        count(findings, Result.UNKNOWN),
                        count(findings, Result.NOT_APPLICABLE),
                        count(findings, Result.EXCEPTED));
        return new Audit(
                profile,
                time,
                generation,
                counts.fail() == 0 && counts.unknown() == 0,
                score(findings),
                coverage(counts),
                counts,
                findings);
    }

    private static int count(List<Finding> findings, Result result) {
        return (int) findings.stream().filter(it -> it.result() == result).count();
    }

    private static int weight(List<Finding> findings, Result result) {
        return findings.stream()
                .filter(it -> it.result() == result)
                .mapToInt(it -> it.severity().weight())
                .sum();
    }

    private static int score(List<Finding> findings) {
        int passed = weight(findings, Result.PASS);
        int asked = passed + weight(findings, Result.FAIL) + weight(findings, Result.UNKNOWN);
        return asked == 0 ? 100 : 100 * passed / asked;
    }

    private static double coverage(Counts counts) {
        int evaluated = counts.pass() + counts.fail() + counts.excepted();
        int applicable = evaluated + counts.unknown();
        return applicable == 0 ? 1 : Math.floor(10_000.0 * evaluated / applicable) / 10_000;
    }

    /** Everything that cures what this audit found. */
    public Remedies remedies() {
        return Remedies.of(findings);
    }

    /** In the form of {@code schemas/audit.json}. */
    public ObjectNode json() {
        return MAPPER.valueToTree(this);
    }

    /** For people, on a terminal; with ANSI colours only if asked. */
    public String text(boolean colour) {
        return new AuditText(colour).write(this);
    }
}
