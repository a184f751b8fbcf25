package io.edgeward.gateway.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.edgeward.core.settings.Problem;
import java.util.List;
import java.util.Map;

/**
 * A problem as it is answered (RFC 9457).
 *
 * @param errors every fault, each with its way out; never empty
 * @param more members that only this kind has
 */
record ProblemAnswer(
        String type,
        String title,
        int status,
        String detail,
        int exit,
        List<Entry> errors,
        @JsonAnyGetter Map<String, Object> more) {
    /**
     * One fault, or one warning.
     *
     * @param pointer JSON Pointer into the document that was sent; empty for the whole request
     */
    record Entry(String code, String pointer, String detail, String tryThis) {
        static Entry of(Problem problem) {
            return new Entry(problem.code(), problem.at(), problem.says(), problem.tryThis());
        }

        static List<Entry> of(List<Problem> problems) {
            return problems.stream().map(Entry::of).toList();
        }
    }

    static ProblemAnswer of(ProblemType type, List<Problem> problems) {
        return of(type, type.status(), problems);
    }

    static ProblemAnswer of(ProblemType type, int status, List<Problem> problems) {
        String detail =
                switch (problems.size()) {
                    case 0 -> type.title() + ".";
                    case 1 -> problems.getFirst().says();
                    default ->
                            problems.getFirst().says() + " And " + (problems.size() - 1) + " more.";
                };
        return new ProblemAnswer(
                type.uri(),
                type.title(),
                status,
                detail,
                type.exit(),
                Entry.of(problems),
                Map.of());
    }

    static ProblemAnswer of(ProblemType type, String code, String says, String tryThis) {
        return of(type, List.of(Problem.error(code, "", says, tryThis)));
    }

    ProblemAnswer withStatus(int other) {
        return new ProblemAnswer(type, title, other, detail, exit, errors, more);
    }

    ProblemAnswer with(Map<String, Object> members) {
        return new ProblemAnswer(type, title, status, detail, exit, errors, members);
    }

    /** What is said when the cause is only for the log. */
    static ProblemAnswer internal() {
        return of(
                ProblemType.INTERNAL,
                "internal",
                "Edgeward failed at this request; the reason is in its log.",
                "See `journalctl -u edgeward`; `edgeward doctor` may say more.");
    }
}
