package io.edgeward.gateway.hardening;

import io.edgeward.core.enforcement.Change;
import io.edgeward.core.enforcement.Engine;
import io.edgeward.core.enforcement.Outcome;
import io.edgeward.core.enforcement.Principal;
import io.edgeward.core.enforcement.Status;
import io.edgeward.core.facet.Facets;
import io.edgeward.core.settings.Problem;
import io.edgeward.posture.Audit;
import io.edgeward.posture.Derivation;
import io.edgeward.posture.Posture;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Audits, and makes what an audit found one change. May be called from any thread. */
public final class Hardening {
    private final Rulebook rules;
    private final Facets facets;
    private final Engine engine;
    private final InstantSource clock;

    public Hardening(Rulebook rules, Facets facets, Engine engine, InstantSource clock) {
        this.rules = rules;
        this.facets = facets;
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * What is wanted of the gateway.
     *
     * @param keep facet id to the reason why the failing of its rules is accepted
     */
    public record Goal(String profile, Map<String, String> keep) {
        public Goal {
            keep = Map.copyOf(keep);
        }
    }

    /**
     * What became of enforcing.
     *
     * @param after empty where nothing was made that could be measured
     */
    public record Enforced(Audit before, Outcome outcome, Optional<Audit> after) {}

    public Posture posture() {
        return rules.posture();
    }

    /** What is wrong with this goal; empty if it can be measured. */
    public List<Problem> check(Goal goal) {
        return rules.posture().check(goal.profile(), goal.keep());
    }

    /**
     * Measures the gateway as it is now.
     *
     * @throws IllegalArgumentException if {@link #check} finds the goal wrong
     */
    public Audit audit(Goal goal) {
        Status status = engine.status();
        var state =
                Derivation.complete(
                        facets.state(status.observation()), status.observation(), status.exposed());
        long active = status.standing().active().orElse(0L);
        return rules.posture().audit(goal.profile(), state, active, clock.instant(), goal.keep());
    }

    /**
     * Measures, makes one change of all remedies, and measures again.
     *
     * @throws IllegalArgumentException if {@link #check} finds the goal wrong
     */
    public Enforced enforce(Goal goal, Principal by, String reason, Change.Options options) {
        Audit before = audit(goal);
        var edit = new Change.Edit.Remedy(before.remedies().patch());
        Outcome outcome = engine.make(new Change(edit, by, why(goal, reason), options));
        return new Enforced(
                before, outcome, isDone(outcome) ? Optional.of(audit(goal)) : Optional.empty());
    }

    /** What is kept, and why, is part of why a change is as it is. */
    private static String why(Goal goal, String reason) {
        List<String> why = new ArrayList<>(reason.isEmpty() ? List.of() : List.of(reason));
        new TreeMap<>(goal.keep()).forEach((facet, it) -> why.add("kept " + facet + ": " + it));
        return String.join("; ", why);
    }

    private static boolean isDone(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Confirmed _, Outcome.Unchanged _, Outcome.Healed _, Outcome.OnTrial _ ->
                    true;
            case Outcome.Planned _, Outcome.Reverted _, Outcome.Refused _, Outcome.Stranded _ ->
                    false;
        };
    }
}
