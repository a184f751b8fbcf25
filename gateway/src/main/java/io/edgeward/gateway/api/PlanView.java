package io.edgeward.gateway.api;

import io.edgeward.core.enforcement.Outcome;
import io.edgeward.core.enforcement.Plan;
import io.edgeward.core.enforcement.SettingsDiff;
import io.edgeward.core.facet.Exposure;
import io.edgeward.core.facet.Risk;
import java.util.List;

/** A plan as it is answered. */
record PlanView(
        long from,
        List<SettingsDiff.Edit> edits,
        List<Exposure> exposed,
        List<String> waysBefore,
        List<String> waysAfter,
        List<String> waysLost,
        String risk,
        List<ProblemAnswer.Entry> warnings,
        List<ProblemAnswer.Entry> refused) {
    static PlanView of(Outcome.Planned planned) {
        Plan plan = planned.plan();
        return new PlanView(
                plan.from(),
                plan.edits(),
                plan.exposed(),
                plan.waysBefore(),
                plan.waysAfter(),
                plan.waysLost(),
                word(plan.risk()),
                ProblemAnswer.Entry.of(plan.warnings()),
                ProblemAnswer.Entry.of(planned.refused()));
    }

    private static String word(Risk risk) {
        return switch (risk) {
            case NONE -> "none";
            case INTERRUPTS_SERVICE -> "interruptsService";
            case MAY_CUT_ACCESS -> "mayCutAccess";
        };
    }
}
