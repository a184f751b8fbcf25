package io.edgeward.core.enforcement;

import io.edgeward.core.facet.Facets;
import io.edgeward.core.platform.Answer;
import io.edgeward.core.platform.BootTime;
import io.edgeward.core.platform.Generation;
import io.edgeward.core.platform.Login;
import io.edgeward.core.platform.Platform;
import io.edgeward.core.platform.PlatformException;
import io.edgeward.core.platform.Standing;
import io.edgeward.core.platform.Standing.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** How a trial ends: confirmed, reverted, or by itself. Called by the engine, in its turn, only. */
final class Trials {
    private static final String BY_ITSELF = "Its timer takes it back when its time has run out.";

    private final Facets facets;
    private final Platform platform;
    private final Planner planner;
    private final Verifier verifier;
    private final Chronicle chronicle;

    Trials(
            Facets facets,
            Platform platform,
            Planner planner,
            Verifier verifier,
            Chronicle chronicle) {
        this.facets = facets;
        this.platform = platform;
        this.planner = planner;
        this.verifier = verifier;
        this.chronicle = chronicle;
    }

    Outcome confirm(long id, Principal by, boolean onSite) {
        Optional<Trial> open = open(id);
        if (open.isEmpty()) {
            return Refusals.noSuchTrial(id, platform.standing());
        }
        Optional<Outcome> forbidden = whyNotBy(by, onSite, open.get());
        if (forbidden.isPresent()) {
            return forbidden.get();
        }
        return answered(id, askToConfirm(id), () -> new Outcome.Confirmed(id, List.of()));
    }

    /** What an answer about the open trial comes to. */
    private static Outcome answered(long id, Answer answer, Supplier<Outcome> done) {
        return switch (answer) {
            case Answer.Done() -> done.get();
            case Answer.Refused(String reason, String _) when reason.equals("too-late") ->
                    Refusals.tooLate(id);
            case Answer.Refused(String reason, String file) ->
                    Refusals.notPossible(Refusals.sentence(reason, file));
            case Answer.Failed(String reason) ->
                    Refusals.notPossible(Refusals.sentence(reason, ""));
            case Answer.Stranded(String reason) ->
                    new Outcome.Stranded(id, Refusals.sentence(reason, ""), List.of());
        };
    }

    /** Asks, and takes silence for an answer too: it is not known then what was done. */
    Answer ask(Supplier<Answer> request) {
        try {
            return request.get();
        } catch (PlatformException e) {
            return new Answer.Refused(Refusals.NO_ANSWER, "");
        }
    }

    /** Asks to confirm; where no answer comes, what the next boot will follow tells. */
    Answer askToConfirm(long id) {
        Answer answer = ask(() -> platform.confirm(id));
        return !(answer instanceof Answer.Done) && isConfirmed(id, platform.standing())
                ? new Answer.Done()
                : answer;
    }

    private static boolean isConfirmed(long id, Standing standing) {
        return standing.trial().isEmpty()
                && standing.confirmed().equals(Optional.of(id))
                && standing.active().equals(standing.confirmed());
    }

    /**
     * A confirmation proves that a way still works: a login that began after the change, or a hand.
     */
    private Optional<Outcome> whyNotBy(Principal by, boolean onSite, Trial trial) {
        if (by.login().isEmpty()) {
            return by.root() && onSite
                    ? Optional.empty()
                    : Optional.of(Refusals.needsProof(by.root()));
        }
        Login login = by.login().get();
        if (!login.began().isAfter(trial.opened())) {
            return Optional.of(Refusals.staleLogin(login));
        }
        return ways(trial.id()).contains(login.way())
                ? Optional.empty()
                : Optional.of(Refusals.closedWay(login));
    }

    private List<String> ways(long id) {
        return facets.openWays(planner.settingsOf(planner.generation(id)));
    }

    Outcome extend(long id, Duration more) {
        Optional<Trial> open = open(id);
        if (open.isEmpty()) {
            return Refusals.noSuchTrial(id, platform.standing());
        }
        BootTime now = platform.now();
        BootTime deadline = open.get().deadline().plus(more);
        if (more.isNegative()
                || more.isZero()
                || deadline.since(now).compareTo(Change.Options.LONGEST_WINDOW) > 0) {
            return Refusals.extensionOutOfRange();
        }
        return answered(
                id,
                platform.extend(id, deadline),
                () ->
                        new Outcome.OnTrial(
                                id, deadline, deadline.since(now), !ways(id).isEmpty(), List.of()));
    }

    Outcome revert(long id) {
        Optional<Trial> open = open(id);
        if (open.isEmpty()) {
            return Refusals.noSuchTrial(id, platform.standing());
        }
        Generation from = planner.generation(open.get().from());
        return undo(id, new Engine.Before(from, List.of()), "as requested");
    }

    /**
     * Ends the open trial of {@code id} and verifies that the gateway is back; refused if somebody
     * confirmed it in between.
     */
    Outcome undo(long id, Engine.Before before, String why) {
        try {
            Answer answer = ask(() -> platform.revert(id));
            if (answer instanceof Answer.Stranded(String reason)) {
                return new Outcome.Stranded(id, why, List.of(Refusals.sentence(reason, "")));
            }
            Standing standing = platform.standing();
            if (!(answer instanceof Answer.Done) && isConfirmed(id, standing)) {
                // Root, with the applier in his hand, confirmed it in between.
                return Refusals.noSuchTrial(id, standing);
            }
            // Where the gateway stands counts, not what was answered, or whether anything was.
            return open(id).isPresent()
                    ? new Outcome.Stranded(id, why, List.of("It is still followed. " + BY_ITSELF))
                    : backAgain(id, before, why);
        } catch (PlatformException e) {
            return new Outcome.Stranded(
                    id, why, List.of("No answer while " + e.getMessage() + ". " + BY_ITSELF));
        }
    }

    /** The system says that it is back: verifies it. */
    Outcome backAgain(long id, Engine.Before before, String why) {
        long back = platform.standing().active().orElse(Standing.BUILT_IN);
        Generation where =
                back == before.generation().id() ? before.generation() : planner.generation(back);
        List<String> left = verifier.settle(planner.settingsOf(where), before.drift());
        return left.isEmpty()
                ? new Outcome.Reverted(id, back, why, before.drift())
                : new Outcome.Stranded(id, why, left);
    }

    /** Whether a trial that was begun is over and that was not told yet, as far as can be seen. */
    boolean hasEnded() {
        return chronicle
                .untoldTrial()
                .filter(untold -> open(untold.generation()).isEmpty())
                .isPresent();
    }

    /** Tells the end of a trial that ended by itself, and verifies what it came back to. */
    void tellEnd() {
        Optional<EventLog.Event> untold = chronicle.untoldTrial();
        if (untold.isEmpty()) {
            return;
        }
        long id = untold.get().generation();
        Standing standing = platform.standing();
        if (standing.trial().filter(trial -> trial.id() == id).isPresent()) {
            return;
        }
        if (isConfirmed(id, standing)) {
            chronicle.ended(id, new Outcome.Confirmed(id, List.of()));
            return;
        }
        var before = new Engine.Before(planner.active(standing), List.of());
        if (!chronicle.strandedWasTold(id) || isAsWanted(before.generation())) {
            chronicle.ended(id, backAgain(id, before, cause(id, standing)));
        }
    }

    private boolean isAsWanted(Generation generation) {
        return verifier.look(planner.settingsOf(generation), platform.observe()).isEmpty();
    }

    private static String cause(long id, Standing standing) {
        return standing.ended()
                .filter(ended -> ended.id() == id)
                .map(ended ->
                        switch (ended.how()) {
                            case REVERTED_BY_DEADLINE -> "nobody confirmed it in time";
                            case REVERTED_BY_REQUEST -> "it was reverted on request";
                            case REVERTED_BY_FAILURE -> "it could not be followed";
                            case CONFIRMED -> "another generation was followed since";
                        })
                .orElse("the gateway or its daemon was restarted before it was confirmed");
    }

    private Optional<Trial> open(long id) {
        return platform.standing().trial().filter(trial -> trial.id() == id);
    }
}
