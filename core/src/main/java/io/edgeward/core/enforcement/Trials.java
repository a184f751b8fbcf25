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
import io.edgeward.core.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a trial ends: confirmed, reverted, or by itself. Called by the engine, in its turn, only. */
final class Trials {
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
        return switch (platform.confirm(id)) {
            case Answer.Done() -> new Outcome.Confirmed(id, List.of());
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
        Settings settings = planner.settingsOf(platform.generation(trial.id()).orElseThrow());
        return facets.openWays(settings).contains(login.way())
                ? Optional.empty()
                : Optional.of(Refusals.closedWay(login));
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
        return switch (platform.extend(id, deadline)) {
            case Answer.Done() ->
                    new Outcome.OnTrial(id, deadline, deadline.since(now), true, List.of());
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

    Outcome revert(long id) {
        Optional<Trial> open = open(id);
        if (open.isEmpty()) {
            return Refusals.noSuchTrial(id, platform.standing());
        }
        Generation from = planner.generation(open.get().from());
        return undo(id, new Engine.Before(from, List.of()), "as requested");
    }

    /** Ends the open trial of {@code id} and verifies that the gateway is back. */
    Outcome undo(long id, Engine.Before before, String why) {
        try {
            Answer answer = platform.revert(id);
            if (answer instanceof Answer.Stranded(String reason)) {
                return new Outcome.Stranded(id, why, List.of(Refusals.sentence(reason, "")));
            }
        } catch (PlatformException e) {
            return new Outcome.Stranded(
                    id,
                    why,
                    List.of("no answer while " + e.getMessage() + "; the timer will revert"));
        }
        return backAgain(id, before, why);
    }

    /** The system says that it is back: verifies it. */
    Outcome backAgain(long id, Engine.Before before, String why) {
        long back = platform.standing().active().orElse(Standing.BUILT_IN);
        Generation where =
                back == before.generation().id() ? before.generation() : planner.generation(back);
        List<String> left = verifier.settle(planner.settingsOf(where), before.drift());
        return left.isEmpty()
                ? new Outcome.Reverted(id, back, why, List.of())
                : new Outcome.Stranded(id, why, left);
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
        if (standing.confirmed().filter(confirmed -> confirmed == id).isPresent()
                && standing.active().equals(standing.confirmed())) {
            chronicle.ended(id, new Outcome.Confirmed(id, List.of()));
            return;
        }
        var before = new Engine.Before(planner.active(standing), List.of());
        chronicle.ended(id, backAgain(id, before, cause(id, standing)));
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
                .orElse("the gateway was restarted before it was confirmed");
    }

    private Optional<Trial> open(long id) {
        return platform.standing().trial().filter(trial -> trial.id() == id);
    }
}
