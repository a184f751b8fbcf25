package io.edgeward.core.enforcement;

import io.edgeward.core.facet.Facets;
import io.edgeward.core.facet.Risk;
import io.edgeward.core.platform.Answer;
import io.edgeward.core.platform.BootTime;
import io.edgeward.core.platform.Generation;
import io.edgeward.core.platform.Observation;
import io.edgeward.core.platform.Platform;
import io.edgeward.core.platform.PlatformException;
import io.edgeward.core.platform.Standing;
import io.edgeward.core.settings.Problem;
import io.edgeward.core.settings.Settings;
import io.edgeward.core.settings.SettingsLanguage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The one way in. Every change of the gateway, whoever asks and however, is made here:
 *
 * <p>validate → plan → guard → render → activate → verify → confirm at once, or stay on trial.
 *
 * <p>One change at a time: whoever comes while one runs, or while a trial is open, is refused and
 * has altered nothing. The engine keeps no truth of its own; it asks the platform anew each time.
 * May be called from any thread.
 */
public final class Engine {
    /** How long a change that is to be confirmed at once may take until it undoes itself. */
    private static final Duration SAFETY = Duration.ofSeconds(60);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Facets facets;
    private final Platform platform;
    private final Planner planner;
    private final Verifier verifier;
    private final Chronicle chronicle;
    private final Renderer renderer;
    private final Adoption adoption;
    private final Trials trials;
    private final Turn turn = new Turn();

    /** The applier's alarms as they were told last; each start tells them once. */
    private volatile List<String> alarmsTold = List.of();

    public Engine(
            Facets facets,
            SettingsLanguage language,
            Platform platform,
            Chronicle chronicle,
            String version) {
        this(facets, language, platform, chronicle, version, PATIENCE);
    }

    /**
     * @param version of this Edgeward, as what it renders is marked
     * @param patience how long the system may take to settle until a change counts as not verified
     */
    public Engine(
            Facets facets,
            SettingsLanguage language,
            Platform platform,
            Chronicle chronicle,
            String version,
            Duration patience) {
        this.facets = facets;
        this.platform = platform;
        this.planner = new Planner(facets, language, platform);
        this.verifier = new Verifier(facets, platform, patience);
        this.chronicle = chronicle;
        this.renderer = new Renderer(facets, platform, version);
        this.adoption = new Adoption(facets, language, platform, planner, renderer, chronicle);
        this.trials = new Trials(facets, platform, planner, verifier, chronicle);
    }

    /** Makes a change, and tells it in the event log. */
    public Outcome make(Change change) {
        if (!turn.take()) {
            return chronicle.told(change, Refusals.anotherRuns());
        }
        try {
            return chronicle.told(change, decide(change));
        } finally {
            turn.end();
        }
    }

    private Outcome decide(Change change) {
        Standing standing = platform.standing();
        if (standing.trial().isPresent()) {
            return Refusals.trialIsOpen(standing.trial().get(), platform.now());
        }
        trials.tellEnd();
        Generation active = planner.active(standing);
        Observation observation = platform.observe();
        return switch (planner.plan(change, active, observation)) {
            case Planner.Planning.Impossible(var why) -> why;
            case Planner.Planning.Possible(Plan plan) -> {
                List<String> drift = verifier.look(planner.settingsOf(active), observation);
                List<Problem> refused = Guard.check(plan, change);
                if (change.options().dryRun()) {
                    yield new Outcome.Planned(plan, refused);
                }
                if (plan.changesNothing() && !(change.edit() instanceof Change.Edit.Renewal)) {
                    List<String> wrong = new ArrayList<>(drift);
                    wrong.addAll(Chronicle.curable(standing));
                    yield wrong.isEmpty()
                            ? new Outcome.Unchanged(active.id())
                            : heal(plan.from(), plan.settings(), wrong);
                }
                if (!refused.isEmpty()) {
                    yield new Outcome.Refused(Outcome.Refusal.GUARDED, refused);
                }
                yield enforce(change, plan, new Before(active, drift));
            }
        };
    }

    /** Where the gateway was when the change came. */
    record Before(Generation generation, List<String> drift) {}

    private Outcome enforce(Change change, Plan plan, Before before) {
        boolean atOnce = atOnce(change.options(), plan);
        Duration window =
                atOnce
                        ? SAFETY
                        : change.options().confirmWithin().orElse(Change.Options.USUAL_WINDOW);
        BootTime deadline = platform.now().plus(window);
        Generation next = render(change, plan);
        chronicle.begun(change, next.id(), before.generation().id());
        try {
            Answer answer =
                    platform.generations().contains(next.id())
                            ? platform.reactivate(next.id(), deadline)
                            : platform.activate(next, deadline);
            return switch (answer) {
                case Answer.Done() -> verify(plan, before, next, deadline, atOnce);
                case Answer.Refused(String reason, String _) when reason.equals("trial-open") -> {
                    chronicle.withdrawn(change, next.id(), before.generation().id());
                    yield Refusals.anotherRuns();
                }
                case Answer.Refused(String reason, String file) ->
                        new Outcome.Reverted(
                                next.id(),
                                before.generation().id(),
                                Refusals.sentence(reason, file),
                                before.drift());
                case Answer.Failed(String reason) ->
                        trials.backAgain(next.id(), before, Refusals.sentence(reason, ""));
                case Answer.Stranded(String reason) ->
                        new Outcome.Stranded(next.id(), Refusals.sentence(reason, ""), List.of());
            };
        } catch (PlatformException e) {
            // What it did is not known: the applier's timer ends it whatever becomes of us.
            return trials.undo(next.id(), before, "no answer while " + e.getMessage());
        }
    }

    private static boolean atOnce(Change.Options options, Plan plan) {
        return options.now()
                || (options.confirmWithin().isEmpty() && plan.risk() != Risk.MAY_CUT_ACCESS);
    }

    /** What is to be followed: the very folder of a rollback, unless it says less than the plan. */
    private Generation render(Change change, Plan plan) {
        if (change.edit() instanceof Change.Edit.RollBack(long id)) {
            Generation older = planner.generation(id);
            if (planner.settingsOf(older).equals(plan.settings())) {
                return older;
            }
        }
        return renderer.next(plan.from(), plan.settings());
    }

    private Outcome verify(
            Plan plan, Before before, Generation next, BootTime deadline, boolean atOnce) {
        List<String> differences = verifier.settle(plan.settings());
        if (!differences.isEmpty()) {
            return trials.undo(
                    next.id(),
                    before,
                    "it could not be verified: " + String.join("; ", differences));
        }
        if (!atOnce) {
            return new Outcome.OnTrial(
                    next.id(),
                    deadline,
                    deadline.since(platform.now()),
                    !plan.waysAfter().isEmpty(),
                    plan.warnings());
        }
        return switch (trials.askToConfirm(next.id())) {
            case Answer.Done() -> new Outcome.Confirmed(next.id(), plan.warnings());
            case Answer.Refused(String reason, String file) ->
                    trials.undo(next.id(), before, Refusals.sentence(reason, file));
            case Answer.Failed(String reason) ->
                    trials.undo(next.id(), before, Refusals.sentence(reason, ""));
            case Answer.Stranded(String reason) ->
                    new Outcome.Stranded(next.id(), Refusals.sentence(reason, ""), List.of());
        };
    }

    private Outcome heal(long id, Settings wanted, List<String> drift) {
        String why =
                switch (trials.ask(() -> platform.heal(id))) {
                    case Answer.Done() -> "the drift could not be healed";
                    case Answer.Refused(String reason, String _) -> Refusals.sentence(reason, "");
                    case Answer.Failed(String reason) -> Refusals.sentence(reason, "");
                    case Answer.Stranded(String reason) -> Refusals.sentence(reason, "");
                };
        List<String> left = verifier.settle(wanted);
        return left.isEmpty() ? new Outcome.Healed(id, drift) : new Outcome.Stranded(id, why, left);
    }

    /**
     * Makes the open trial permanent. {@code onSite}: whoever asks says that he stands at the unit.
     */
    public Outcome confirm(long id, Principal by, boolean onSite) {
        return inTurn("confirm", by, id, () -> trials.confirm(id, by, onSite));
    }

    /** Moves the deadline of the open trial by {@code more}, to at most 60 min from now. */
    public Outcome extend(long id, Principal by, Duration more) {
        return inTurn("extend", by, id, () -> trials.extend(id, more));
    }

    /** Ends the open trial now: back to where the gateway was. */
    public Outcome revert(long id, Principal by) {
        return inTurn("revert", by, id, () -> trials.revert(id));
    }

    private Outcome inTurn(
            String what, Principal by, long id, java.util.function.Supplier<Outcome> act) {
        if (!turn.take()) {
            return chronicle.told(what, by, id, Refusals.anotherRuns());
        }
        try {
            return chronicle.told(what, by, id, act.get());
        } finally {
            turn.end();
        }
    }

    /**
     * Begins: adopts the gateway as it is found, if nobody did before; and tells what became of a
     * trial while nobody looked. May be called again.
     *
     * @throws NotAdopted if the gateway could not be observed, or the applier did not accept it:
     *     try again later
     */
    public void start() {
        turn.await();
        try {
            followAgain();
            Standing standing = platform.standing();
            // Where something is followed, only the link is gone: what was hardened is not adopted
            // as open.
            if (standing.confirmed().isEmpty() && standing.active().isEmpty()) {
                adoption.begin();
            } else if (planner.active(standing).isAdopted() && !chronicle.adoptionWasTold()) {
                adoption.finish(planner.active(standing));
            }
            tellAlarms();
            renew();
        } finally {
            turn.end();
        }
        attend();
    }

    /**
     * Somebody took away the link to what is followed: any request to the applier makes it again.
     */
    private void followAgain() {
        Standing standing = platform.standing();
        if (standing.active().isPresent() || standing.confirmed().isEmpty()) {
            return;
        }
        long missing = standing.trial().map(Standing.Trial::id).orElse(standing.confirmed().get());
        trials.ask(() -> platform.heal(missing));
        Generation active = planner.active(platform.standing());
        chronicle.told(
                "heal",
                Principal.SYSTEM,
                active.id(),
                heal(
                        active.id(),
                        planner.settingsOf(active),
                        List.of("the link to the generation that is followed was gone")));
    }

    /** What the applier has to say is told when it begins, not each time that it is seen. */
    private void tellAlarms() {
        Standing standing = platform.standing();
        if (!Chronicle.news(standing).equals(alarmsTold)) {
            alarmsTold = Chronicle.news(standing);
            chronicle.alarmed(standing);
        }
    }

    /**
     * What another version rendered is rendered anew, if that makes a difference: an ordinary
     * change, verified or undone. What was undone is not tried again by this version.
     */
    private void renew() {
        Standing standing = platform.standing();
        if (standing.trial().isPresent()
                || !standing.active().equals(standing.confirmed())
                || standing.active().filter(id -> id != Standing.BUILT_IN).isEmpty()) {
            return;
        }
        Generation old = planner.active(standing);
        Change renewal = Change.renewal(old.id(), renderer.version());
        if (renderer.isOutdated(old, planner.settingsOf(old))
                && !chronicle.renewalWasGivenUp(renewal)) {
            chronicle.told(renewal, decide(renewal));
        }
    }

    /**
     * Looks after a trial that may have ended by itself. Called on every sign of the platform's.
     */
    public void attend() {
        // A mere look must not stand in the way of whoever wants to change something just now.
        while (trials.hasEnded()) {
            if (turn.takeToLook()) {
                try {
                    trials.tellEnd();
                    break;
                } finally {
                    turn.end();
                }
            }
            Verifier.pause();
        }
        Standing standing = platform.standing();
        boolean news = standing.active().isEmpty() || !Chronicle.news(standing).equals(alarmsTold);
        if (news && turn.takeToLook()) {
            try {
                followAgain();
                tellAlarms();
            } finally {
                turn.end();
            }
        }
    }

    /** The settings that the running gateway follows. */
    public Settings settings() {
        return planner.settingsOf(planner.active(platform.standing()));
    }

    /** The settings of a kept generation. */
    public java.util.Optional<Settings> settings(long generation) {
        return platform.generation(generation).map(planner::settingsOf);
    }

    /** Where the gateway stands, looked at anew. */
    public Status status() {
        Standing standing = platform.standing();
        Generation active = planner.active(standing);
        Settings settings = planner.settingsOf(active);
        Observation observation = platform.observe();
        List<String> alarms = chronicle.alarms(standing);
        if (active.id() != Standing.BUILT_IN && renderer.isOutdated(active, settings)) {
            chronicle.renewalThatFailed(active.id()).ifPresent(alarms::add);
        }
        return new Status(
                standing,
                platform.now(),
                settings,
                observation,
                facets.openWays(settings),
                facets.exposures(settings),
                verifier.look(settings, observation),
                turn.isTaken(),
                alarms);
    }
}
