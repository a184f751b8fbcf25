package io.edgeward.gateway.doctor;

import io.edgeward.gateway.hardening.Rulebook;
import io.edgeward.posture.FaultyRules;
import java.util.List;

/** Whether the rules and profiles can be used, the owner's own among them. */
public final class RulesProbe implements Probe {
    private static final String NAME = "rules";

    private final Rulebook rules;

    public RulesProbe(Rulebook rules) {
        this.rules = rules;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Check> look() {
        try {
            var posture = rules.posture();
            return List.of(
                    Check.ok(
                            NAME,
                            posture.rules().size()
                                    + " rules, "
                                    + posture.profiles().size()
                                    + " profiles."));
        } catch (FaultyRules e) {
            return e.problems().stream()
                    .map(it -> Check.error(NAME, it.says(), it.tryThis()))
                    .toList();
        }
    }
}
