package io.edgeward.posture;

import io.edgeward.core.settings.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Files of rules or profiles that cannot be used; nothing of them was loaded. */
public final class FaultyRules extends RuntimeException {
    private final transient List<Problem> problems;

    FaultyRules(List<Problem> problems) {
        super(
                problems.stream()
                        .map(problem -> problem.says() + " " + problem.tryThis())
                        .collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Every fault of every file, each with file, line and way out; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
