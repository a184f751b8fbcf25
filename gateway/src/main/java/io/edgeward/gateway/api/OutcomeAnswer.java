package io.edgeward.gateway.api;

import io.edgeward.core.enforcement.Outcome;
import io.edgeward.core.enforcement.Outcome.Refusal;
import io.edgeward.core.settings.Problem;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An outcome as it is answered: JSON, HTTP status and exit status in one place. */
final class OutcomeAnswer {
    /** Faults of the request itself rather than of the document that it carries. */
    private static final Set<String> NOT_OF_THE_DOCUMENT =
            Set.of("malformed", "window-out-of-range", "contradiction", "no-such-way");

    /** How a request ends that only asked for the trial's end. */
    enum Asked {
        A_CHANGE,
        A_REVERT
    }

    private OutcomeAnswer() {}

    static void tell(Context context, Outcome outcome) {
        tell(context, outcome, Asked.A_CHANGE);
    }

    static void tell(Context context, Outcome outcome, Asked asked) {
        Map<String, Object> answer = granted(outcome, asked);
        if (outcome instanceof Outcome.OnTrial) {
            Json.accepted(context, answer);
        } else {
            Json.ok(context, answer);
        }
    }

    /**
     * The outcome as members of an answer, {@code outcome} and {@code exit} first.
     *
     * @throws RequestRefused where the outcome is a refusal or a failure
     */
    static Map<String, Object> granted(Outcome outcome, Asked asked) {
        return switch (outcome) {
            case Outcome.Unchanged(long id) -> members("unchanged", 0, "generation", id);
            case Outcome.Planned planned -> members("planned", 0, "plan", PlanView.of(planned));
            case Outcome.Confirmed(long id, List<Problem> warnings) ->
                    members(
                            "confirmed",
                            0,
                            "generation",
                            id,
                            "warnings",
                            ProblemAnswer.Entry.of(warnings));
            case Outcome.Healed(long id, List<String> drift) ->
                    members("healed", 0, "generation", id, "drift", drift);
            case Outcome.OnTrial trial ->
                    members(
                            "onTrial",
                            8,
                            "generation",
                            trial.generation(),
                            "deadline",
                            trial.deadline().hundredths() / 100.0,
                            "secondsLeft",
                            Math.max(0, trial.left().toSeconds()),
                            "confirmable",
                            trial.confirmable(),
                            "warnings",
                            ProblemAnswer.Entry.of(trial.warnings()));
            case Outcome.Reverted(long id, long back, String why, List<String> details)
                    when asked == Asked.A_REVERT ->
                    members(
                            "reverted",
                            0,
                            "generation",
                            id,
                            "backTo",
                            back,
                            "why",
                            why,
                            "details",
                            details);
            case Outcome.Reverted reverted -> throw new RequestRefused(problem(reverted));
            case Outcome.Stranded stranded -> throw new RequestRefused(problem(stranded));
            case Outcome.Refused(Refusal kind, List<Problem> problems) ->
                    throw new RequestRefused(problem(kind, problems));
        };
    }

    private static Map<String, Object> members(String outcome, int exit, Object... more) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("outcome", outcome);
        members.put("exit", exit);
        for (int i = 0; i < more.length; i += 2) {
            members.put((String) more[i], more[i + 1]);
        }
        return members;
    }

    /** What a problem has beside its own members, {@code exit} among those. */
    private static Map<String, Object> more(String outcome, Object... more) {
        Map<String, Object> members = members(outcome, 0, more);
        members.remove("exit");
        return members;
    }

    private static ProblemAnswer problem(Outcome.Reverted reverted) {
        return ProblemAnswer.of(
                        ProblemType.REVERTED,
                        "reverted",
                        reverted.why() + " The gateway is where it was before.",
                        "See `edgeward log`; make the change again when the cause is gone.")
                .with(
                        more(
                                "reverted",
                                "generation",
                                reverted.generation(),
                                "backTo",
                                reverted.backTo(),
                                "why",
                                reverted.why(),
                                "details",
                                reverted.details()));
    }

    private static ProblemAnswer problem(Outcome.Stranded stranded) {
        return ProblemAnswer.of(
                        ProblemType.STRANDED,
                        "stranded",
                        stranded.why() + " Bringing the gateway back was not complete.",
                        "See `edgeward status`; see to it on the spot, then enforce or roll back.")
                .with(
                        more(
                                "stranded",
                                "generation",
                                stranded.generation(),
                                "why",
                                stranded.why(),
                                "details",
                                stranded.details()));
    }

    private static ProblemAnswer problem(Refusal kind, List<Problem> problems) {
        return switch (kind) {
            case INVALID -> {
                boolean document =
                        problems.stream().noneMatch(it -> NOT_OF_THE_DOCUMENT.contains(it.code()));
                yield ProblemAnswer.of(ProblemType.INVALID, document ? 422 : 400, problems);
            }
            case TOO_LARGE -> ProblemAnswer.of(ProblemType.TOO_LARGE, problems);
            case GUARDED -> ProblemAnswer.of(ProblemType.GUARDED, problems);
            case CONFLICT -> ProblemAnswer.of(ProblemType.CONFLICT, problems);
            case FORBIDDEN -> ProblemAnswer.of(ProblemType.FORBIDDEN, problems);
            case NOT_FOUND -> ProblemAnswer.of(ProblemType.NOT_FOUND, problems);
        };
    }
}
