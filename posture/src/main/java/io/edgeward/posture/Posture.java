package io.edgeward.posture;

import io.edgeward.core.settings.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** All rules and profiles of a gateway. Immutable; may be called from any thread. */
public final class Posture {
    private final Map<String, Rule> rules;
    private final List<Profile> profiles;
    private final Map<String, List<Check>> checks;

    Posture(Map<String, Rule> rules, List<Profile> profiles, Map<String, List<Check>> checks) {
        this.rules = Rule.ordered(rules);
        this.profiles = List.copyOf(profiles);
        this.checks = Map.copyOf(checks);
    }

    /**
     * What ships, and what owners added.
     *
     * @param extra folders that may hold {@code rules.d} and {@code profiles.d} with files {@code
     *     *.yaml} or {@code *.yml}; one that does not exist adds nothing
     * @throws FaultyRules with every fault of every file
     */
    public static Posture load(List<Path> extra) {
        return new Shelf(true).load(extra);
    }

    /** By name, in order. */
    public List<Profile> profiles() {
        return profiles;
    }

    /** By id, in order; templates are not filled. */
    public List<Rule> rules() {
        return List.copyOf(rules.values());
    }

    /**
     * What is wrong with asking for an audit so; empty if it can be made.
     *
     * @param keep facet id to the reason why the failing of its rules is accepted
     */
    public List<Problem> check(String profile, Map<String, String> keep) {
        List<String> names = profiles.stream().map(Profile::name).toList();
        if (!names.contains(profile)) {
            return List.of(
                    Problem.error(
                            "unknown-profile",
                            "/profile",
                            "There is no profile \"" + profile + "\".",
                            "Use one of these: " + String.join(", ", names) + "."));
        }
        var facets =
                checks(profile).stream()
                        .map(check -> check.rule().facet())
                        .collect(Collectors.toCollection(TreeSet::new));
        List<Problem> problems = new ArrayList<>();
        keep.forEach((facet, reason) -> {
            if (!facets.contains(facet)) {
                problems.add(
                        Problem.error(
                                "unknown-facet",
                                "/keep",
                                "No rule of profile " + profile + " concerns \"" + facet + "\".",
                                "It concerns these: " + String.join(", ", facets) + "."));
            }
            if (reason.isBlank() || reason.length() > 200 || reason.matches("(?s).*\\p{Cntrl}.*")) {
                problems.add(
                        Problem.error(
                                "missing-reason",
                                "/keep",
                                "Keeping " + facet + " needs a reason of 1 to 200 characters.",
                                "Say why, as --keep \"" + facet + "=remote repair until May\"."));
            }
        });
        return problems;
    }

    /**
     * Measures a state against a profile.
     *
     * @param state each facet's state at its pointer, completed by {@link Derivation}; a fact that
     *     was not observed is absent
     * @param generation the generation that is active
     * @param keep facet id to reason: its rules, where they fail or are unknown, are excepted and
     *     left out of the remedies
     * @throws IllegalArgumentException if {@link #check} finds this wrong
     */
    public Audit audit(
            String profile,
            JsonNode state,
            long generation,
            Instant time,
            Map<String, String> keep) {
        List<Problem> problems = check(profile, keep);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.getFirst().says());
        }
        return Audit.of(
                profile,
                time,
                generation,
                checks(profile).stream()
                        .map(check -> check.measure(state, keep.get(check.rule().facet())))
                        .toList());
    }

    private List<Check> checks(String profile) {
        return checks.getOrDefault(profile, List.of());
    }
}
