package io.edgeward.core.enforcement;

import io.edgeward.core.platform.BootTime;
import io.edgeward.core.platform.Login;
import io.edgeward.core.platform.Standing;
import io.edgeward.core.settings.Problem;
import java.util.List;

/** What is said when the answer is no. */
final class Refusals {
    /** Beside the reasons of the applier's contract: it gave none. */
    static final String NO_ANSWER = "no-answer";

    private Refusals() {}

    static Outcome.Refused anotherRuns() {
        return refused(
                Outcome.Refusal.CONFLICT,
                "another-runs",
                "Another change is being made. Nothing of yours was changed.",
                "Try again when it is done (`edgeward status`).");
    }

    static Outcome.Refused trialIsOpen(Standing.Trial trial, BootTime now) {
        return refused(
                Outcome.Refusal.CONFLICT,
                "trial-open",
                "Generation "
                        + trial.id()
                        + " is on trial for another "
                        + Math.max(0, trial.deadline().since(now).toSeconds())
                        + " s. Nothing of yours was changed, nor the trial.",
                "End it first: `edgeward confirm` or `edgeward revert`.");
    }

    static Outcome.Refused noSuchTrial(long id, Standing standing) {
        String open =
                standing.trial()
                        .map(trial -> "Generation " + trial.id() + " is on trial, not " + id + ".")
                        .orElse("No trial is open.");
        boolean done = standing.confirmed().filter(confirmed -> confirmed == id).isPresent();
        return refused(
                Outcome.Refusal.CONFLICT,
                "no-such-trial",
                done ? open + " Generation " + id + " is confirmed already." : open,
                done
                        ? "Nothing is left to do."
                        : "See `edgeward status`; `edgeward log` tells how a trial ended.");
    }

    static Outcome.Refused tooLate(long id) {
        return refused(
                Outcome.Refusal.CONFLICT,
                "too-late",
                "The time of generation " + id + " has run out: the gateway goes back.",
                "Make the change again, with a longer --confirm-within.");
    }

    static Outcome.Refused needsProof(boolean root) {
        return refused(
                Outcome.Refusal.FORBIDDEN,
                "no-proof-of-access",
                "This request comes from no login session, so it does not prove that a way in still"
                        + " works.",
                root
                        ? "Log in anew and confirm from there, or, if you stand at the unit, say"
                                + " --on-site (which is logged)."
                        : "Log in anew and confirm from there.");
    }

    static Outcome.Refused staleLogin(Login login) {
        return refused(
                Outcome.Refusal.FORBIDDEN,
                "login-too-old",
                "Your login session began before the change, so it does not prove that you could come"
                        + " in again.",
                "Open a new session over " + wayOf(login) + " and run `edgeward confirm` there.");
    }

    static Outcome.Refused closedWay(Login login) {
        return refused(
                Outcome.Refusal.FORBIDDEN,
                "way-closed",
                "You came in by " + wayOf(login) + ", which this change closes.",
                "Come in by a way that stays open, or let the trial run out.");
    }

    static Outcome.Refused extensionOutOfRange() {
        return refused(
                Outcome.Refusal.INVALID,
                "window-out-of-range",
                "A trial can be extended by more than nothing, to at most 60 min from now.",
                "For example: edgeward extend 5m.");
    }

    static Outcome.Refused notPossible(String why) {
        return refused(
                Outcome.Refusal.CONFLICT,
                "not-possible",
                why + " Nothing was changed.",
                "See `edgeward status`.");
    }

    /** A reason of the applier's contract as a sentence. */
    static String sentence(String reason, String file) {
        return switch (reason) {
            case "disk-full" -> "The disk of the gateway is full.";
            case "read-only" -> "The disk of the gateway cannot be written.";
            case "firewall", "firewall-refused" -> "The kernel did not take the firewall's rules.";
            case "ssh" -> "The SSH server could not be switched.";
            case "local-console" -> "The local console could not be switched.";
            case "timer" -> "The timer that guards the trial could not be set.";
            case "links" -> "The link to the active generation could not be moved.";
            case "damaged" -> "The generation is damaged: its checksums do not hold.";
            case "no-such-generation" -> "The generation is no longer kept.";
            case "too-late" -> "Its time had run out.";
            case NO_ANSWER -> "The applier did not answer.";
            case "busy" -> "The applier was busy for too long.";
            case "no-such-trial" -> "Its trial had already ended.";
            case "proposal-grammar" ->
                    "The applier does not accept the file " + file + " of the generation.";
            default -> "The applier said: " + reason + (file.isEmpty() ? "." : " (" + file + ").");
        };
    }

    private static String wayOf(Login login) {
        return login.way().isEmpty() ? "an open way" : login.way();
    }

    private static Outcome.Refused refused(
            Outcome.Refusal kind, String code, String says, String tryThis) {
        return new Outcome.Refused(kind, List.of(Problem.error(code, "", says, tryThis)));
    }
}
