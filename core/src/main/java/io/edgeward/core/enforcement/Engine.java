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
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

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
    private final SettingsLanguage language;
    private final Platform platform;
    private final Planner planner;
    private final Verifier verifier;
    private final Chronicle chronicle;
    private final Trials trials;
    private final ReentrantLock turn = new ReentrantLock();

    public Engine(
            Facets facets, SettingsLanguage language, Platform platform, Chronicle chronicle) {
        this(facets, language, platform, chronicle, PATIENCE);
    }

    /**
     * @param patience how long the system may take to settle until a change counts as not verified
     */
    public Engine(
            Facets facets,
            SettingsLanguage language,
            Platform platform,
            Chronicle chronicle,
            Duration patience) {
        this.facets = facets;
        this.language = language;
        this.platform = platform;
        this.planner = new Planner(facets, language, platform);
        this.verifier = new Verifier(facets, platform, patience);
        this.chronicle = chronicle;
        this.trials = new Trials(facets, platform, planner, verifier, chronicle);
    }

    /** Makes a change, and tells it in the event log. */
    public Outcome make(Change change) {
        if (!turn.tryLock()) {
            return chronicle.told(change, Refusals.anotherRuns());
        }
        try {
            return chronicle.told(change, decide(change));
        } finally {
            turn.unlock();
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
                if (plan.changesNothing()) {
                    List<String> wrong = new ArrayList<>(drift);
                    wrong.addAll(Chronicle.curable(standing));
                    yield wrong.isEmpty() ? new Outcome.Unchanged(active.id()) : heal(plan, wrong);
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
                    change.edit() instanceof Change.Edit.RollBack
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

    private Generation render(Change change, Plan plan) {
        if (change.edit() instanceof Change.Edit.RollBack(long id)) {
            return platform.generation(id).orElseThrow();
        }
        return generation(nextId(), plan.from(), plan.settings());
    }

    private Generation generation(long id, long predecessor, Settings settings) {
        Map<String, String> files = new TreeMap<>(facets.render(settings));
        files.put(Generation.SETTINGS, settings.canonical() + "\n");
        return new Generation(id, predecessor, files);
    }

    private long nextId() {
        List<Long> ids = platform.generations();
        return ids.isEmpty() ? 1 : ids.getLast() + 1;
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

    private Outcome heal(Plan plan, List<String> drift) {
        String why =
                switch (trials.ask(() -> platform.heal(plan.from()))) {
                    case Answer.Done() -> "the drift could not be healed";
                    case Answer.Refused(String reason, String _) -> Refusals.sentence(reason, "");
                    case Answer.Failed(String reason) -> Refusals.sentence(reason, "");
                    case Answer.Stranded(String reason) -> Refusals.sentence(reason, "");
                };
        List<String> left = verifier.settle(plan.settings());
        return left.isEmpty()
                ? new Outcome.Healed(plan.from(), drift)
                : new Outcome.Stranded(plan.from(), why, left);
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
        if (!turn.tryLock()) {
            return chronicle.told(what, by, id, Refusals.anotherRuns());
        }
        try {
            return chronicle.told(what, by, id, act.get());
        } finally {
            turn.unlock();
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
        turn.lock();
        try {
            Standing standing = platform.standing();
            if (standing.confirmed().isEmpty()) {
                adopt();
            } else if (!chronicle.adoptionWasTold()) {
                finishAdoption(planner.active(standing));
            }
        } finally {
            turn.unlock();
        }
        attend();
    }

    private void adopt() {
        Observation found = platform.observe();
        if (found.listeners().isEmpty()
                || found.consoles().isEmpty()
                || found.services().isEmpty()) {
            // What is adopted in the dark would be switched off at the next boot.
            throw new NotAdopted("it could not be observed: " + found.unseen());
        }
        var reading = language.patch(language.defaults(), facets.adopt(found));
        if (!(reading instanceof SettingsLanguage.Reading.Valid(Settings settings))) {
            throw new IllegalStateException("what was found cannot be written down: " + reading);
        }
        Generation first = generation(nextId(), 0, settings);
        told(first.id(), platform.adopt(first), settings);
    }

    /** It was accepted, but what comes after that was cut off. */
    private void finishAdoption(Generation adopted) {
        told(adopted.id(), platform.heal(adopted.id()), planner.settingsOf(adopted));
    }

    private void told(long id, Answer adoption, Settings settings) {
        chronicle.adopted(id, adoption, settings);
        if (!(adoption instanceof Answer.Done)) {
            throw new NotAdopted("the applier answered " + adoption);
        }
    }

    /**
     * Looks after a trial that may have ended by itself. Called on every sign of the platform's.
     */
    public void attend() {
        // A mere look must not stand in the way of whoever wants to change something just now.
        while (trials.hasEnded()) {
            if (turn.tryLock()) {
                try {
                    trials.tellEnd();
                    return;
                } finally {
                    turn.unlock();
                }
            }
            Verifier.pause();
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
        Settings settings = planner.settingsOf(planner.active(standing));
        Observation observation = platform.observe();
        return new Status(
                standing,
                platform.now(),
                settings,
                observation,
                facets.openWays(settings),
                facets.exposures(settings),
                verifier.look(settings, observation),
                turn.isLocked(),
                chronicle.alarms(standing));
    }
}
