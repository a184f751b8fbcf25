package io.edgeward.gateway.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.enforcement.Change;
import io.edgeward.core.enforcement.Change.Edit;
import io.edgeward.core.enforcement.Change.Options;
import io.edgeward.core.enforcement.Chronicle;
import io.edgeward.core.enforcement.Engine;
import io.edgeward.core.enforcement.EventLog.Event;
import io.edgeward.core.enforcement.Outcome;
import io.edgeward.core.enforcement.Plan;
import io.edgeward.core.enforcement.Principal;
import io.edgeward.core.enforcement.Status;
import io.edgeward.core.facet.Facets;
import io.edgeward.core.platform.Generation;
import io.edgeward.core.platform.Login;
import io.edgeward.core.platform.Standing;
import io.edgeward.core.settings.SettingsLanguage;
import io.edgeward.facets.AllFacets;
import io.edgeward.gateway.hardening.Hardening;
import io.edgeward.gateway.hardening.Rulebook;
import io.edgeward.platform.simulated.Factory;
import io.edgeward.platform.simulated.SimulatedGateway;
import io.edgeward.platform.simulated.SimulatedPlatform;
import io.edgeward.platform.simulated.SteppedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * One life: each step does something by chance, knows what must come of it, and looks whether it
 * did.
 */
final class Life implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(200);

    /** The applier collects before it accepts one more than twenty. */
    private static final int KEPT = 21;

    private static final Principal ROOT = new Principal("root", true, Optional.empty());
    private static final List<String> ENDS = List.of("confirmed", "reverted", "withdrawn");

    private final Facets facets = AllFacets.list();
    private final SettingsLanguage language = facets.language();
    private final InstantSource time = InstantSource.fixed(Instant.parse("2030-01-01T00:00:00Z"));
    private final Rulebook rules = new Rulebook(List.of());
    private final SteppedClock clock = new SteppedClock();
    private final SimulatedGateway machine =
            new SimulatedGateway(clock, Factory.usual().withoutStrays());
    private final SimulatedPlatform platform = new SimulatedPlatform(machine);
    private final Deque<String> story = new ArrayDeque<>();
    private final CountedLog log;
    private final Random chance;
    private final Whims whims;
    private Engine engine;

    // What must be so.
    private String settled;
    private Optional<String> tried = Optional.empty();
    private long events;
    private int steps;
    private int cuts;

    Life(Path folder, long seed) {
        chance = new Random(seed);
        whims = new Whims(chance);
        log = new CountedLog(folder);
        machine.onPowerLoss(log::die);
        engine = engine();
        engine.start();
        settled = engine.settings().canonical();
        events = log.recorded();
    }

    /** Fills the shelf of generations, so that from now on each new one makes an old one go. */
    void settleIn() {
        for (int port = 1; port <= KEPT; port++) {
            tell(
                    "change",
                    change(
                            Whims.sent("{\"services\":{\"ssh\":{\"port\":" + port + "}}}"),
                            Whims.now()));
            look();
        }
    }

    private Engine engine() {
        return new Engine(facets, language, platform, new Chronicle(log, time), "soaked", PATIENCE);
    }

    @Override
    public void close() {
        log.close();
    }

    int steps() {
        return steps;
    }

    int cuts() {
        return cuts;
    }

    /** The last steps, and what came of each. */
    List<String> story() {
        return List.copyOf(story);
    }

    /** One step, and a look at everything that is promised. */
    void step() {
        steps++;
        int dice = chance.nextInt(100);
        if (dice < 28) {
            tell("change", change(whims.patch(), Whims.now()));
        } else if (dice < 46) {
            tell("trial", change(whims.patch(), whims.trial()));
        } else if (dice < 56) {
            tell("confirm", confirm());
        } else if (dice < 61) {
            tell("extend", extend());
        } else if (dice < 67) {
            tell("revert", revert());
        } else if (dice < 74) {
            tell("time passes", pass());
        } else if (dice < 79) {
            List<Long> ids = platform.generations();
            var back = new Edit.RollBack(ids.get(chance.nextInt(ids.size())));
            tell(back.toString(), change(back, chance.nextBoolean() ? Whims.now() : whims.trial()));
        } else if (dice < 84) {
            tell("restart", restart(false));
        } else if (dice < 89) {
            tell("power cut", cut());
        } else if (dice < 95) {
            tell("drift", drift());
        } else {
            tell("enforce", enforce());
        }
        look();
    }

    private void tell(String what, Object came) {
        story.addLast(steps + " " + what + ": " + came);
        if (story.size() > 25) {
            story.removeFirst();
        }
    }

    /** What holds after every step. */
    private void look() {
        Standing standing = platform.standing();
        long active = standing.active().orElseThrow();
        long confirmed = standing.confirmed().orElseThrow();
        assertThat(standing.trial().isPresent()).isEqualTo(tried.isPresent());
        if (tried.isEmpty()) {
            assertThat(active).isEqualTo(confirmed);
        }
        Generation whole = platform.generation(active).orElseThrow();
        assertThat(whole.settings().strip()).isEqualTo(tried.orElse(settled));
        assertThat(platform.generation(confirmed).orElseThrow().settings().strip())
                .isEqualTo(settled);
        Status status = engine.status();
        assertThat(status.settings().canonical()).isEqualTo(tried.orElse(settled));
        assertThat(status.drift()).isEmpty();
        assertThat(status.alarms()).isEmpty();
        assertThat(status.busy()).isFalse();
        assertThat(log.recorded()).as("events").isEqualTo(events);
        assertThat(log.isFaithful()).as("the log on disk").isTrue();
        assertThat(log.untoldTrial().isPresent()).isEqualTo(tried.isPresent());
        assertThat(platform.generations()).hasSizeLessThanOrEqualTo(KEPT);
    }

    private Outcome make(Edit edit, Options options) {
        return engine.make(new Change(edit, ROOT, "soak", options));
    }

    /** What the settings would be, empty if they cannot be so; only a refusal is an event. */
    private Optional<String> wanted(Edit edit) {
        var dry = new Options(false, Optional.empty(), Set.of("all"), true);
        if (make(edit, dry) instanceof Outcome.Planned(Plan plan, var _)) {
            return Optional.of(plan.settings().canonical());
        }
        events++;
        return Optional.empty();
    }

    private Outcome change(Edit edit, Options options) {
        if (tried.isPresent()) {
            return refused(make(edit, options));
        }
        Optional<String> plan = wanted(edit);
        Outcome outcome = make(edit, options);
        if (plan.isEmpty()) {
            return refused(outcome);
        }
        String wanted = plan.get();
        if (wanted.equals(settled)) {
            events++;
            assertThat(outcome).isInstanceOf(Outcome.Unchanged.class);
        } else if (options.now()) {
            events += 2;
            assertThat(outcome).isInstanceOf(Outcome.Confirmed.class);
            settled = wanted;
        } else {
            events += 2;
            assertThat(outcome).isInstanceOf(Outcome.OnTrial.class);
            tried = Optional.of(wanted);
        }
        return outcome;
    }

    private Outcome refused(Outcome outcome) {
        events++;
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return outcome;
    }

    private long onTrial() {
        return platform.standing().trial().map(Standing.Trial::id).orElse(1L);
    }

    private Outcome confirm() {
        long id = onTrial();
        if (chance.nextInt(4) == 0) {
            // Whoever came in before the change proves nothing.
            var stale =
                    new Login(
                            "operator",
                            "ssh",
                            "192.0.2.1",
                            platform.standing()
                                    .trial()
                                    .map(Standing.Trial::opened)
                                    .orElse(platform.now()));
            return refused(
                    engine.confirm(id, new Principal("o", false, Optional.of(stale)), false));
        }
        Outcome outcome = engine.confirm(id, ROOT, true);
        if (tried.isEmpty()) {
            return refused(outcome);
        }
        events++;
        assertThat(outcome).isInstanceOf(Outcome.Confirmed.class);
        settled = tried.get();
        tried = Optional.empty();
        return outcome;
    }

    private Outcome extend() {
        Outcome outcome = engine.extend(onTrial(), ROOT, Duration.ofSeconds(60));
        if (tried.isEmpty()) {
            return refused(outcome);
        }
        events++;
        assertThat(outcome).isInstanceOfAny(Outcome.OnTrial.class, Outcome.Refused.class);
        return outcome;
    }

    private Outcome revert() {
        Outcome outcome = engine.revert(onTrial(), ROOT);
        if (tried.isEmpty()) {
            return refused(outcome);
        }
        events++;
        assertThat(outcome).isInstanceOf(Outcome.Reverted.class);
        tried = Optional.empty();
        return outcome;
    }

    private Duration pass() {
        Duration passed = Duration.ofSeconds(chance.nextInt(400));
        var end = platform.now().plus(passed);
        boolean ends =
                platform.standing().trial().filter(it -> !it.deadline().isAfter(end)).isPresent();
        clock.advance(passed);
        engine.attend();
        trialIsOver(ends);
        return passed;
    }

    /** A trial that was open came to an end by itself, which is one event. */
    private void trialIsOver(boolean isOver) {
        if (isOver && tried.isPresent()) {
            events++;
            tried = Optional.empty();
        }
    }

    private String restart(boolean withPower) {
        log.reopen();
        engine = engine();
        engine.start();
        trialIsOver(withPower);
        return "generation " + platform.standing().active().orElseThrow();
    }

    private String cut() {
        cuts++;
        String answered = "idle";
        if (tried.isEmpty() && chance.nextInt(3) > 0) {
            answered = cutInTheMiddle();
        } else {
            machine.cutPower(chance::nextBoolean);
        }
        machine.boot();
        String booted = restart(true);
        String now = engine.settings().canonical();
        if (answered.startsWith("cut ")) {
            // The log tells the end of whatever was begun; how many words that took is its own.
            assertThat(now).isIn(settled, answered.substring(4));
            settled = now;
            assertThat(log.newest(20)).satisfies(Life::hasNoOpenEnd);
            events = log.recorded();
        }
        return booted + " after " + answered;
    }

    private String cutInTheMiddle() {
        Edit edit = whims.patch();
        Optional<String> plan = wanted(edit);
        if (plan.isEmpty()) {
            machine.cutPower(chance::nextBoolean);
            return "refused";
        }
        String wanted = plan.get();
        machine.cutPowerAfter(1 + chance.nextInt(35), chance::nextBoolean);
        try {
            Outcome outcome = make(edit, Whims.now());
            events += wanted.equals(settled) ? 1 : 2;
            settled = wanted;
            return outcome.toString();
        } catch (IllegalStateException e) {
            // The daemon went down with the gateway.
            assertThat(machine.isUp()).isFalse();
            return "cut " + wanted;
        } finally {
            machine.cutPower(chance::nextBoolean);
        }
    }

    private static void hasNoOpenEnd(List<? extends Event> newest) {
        for (int at = 0; at < newest.size(); at++) {
            Event begun = newest.get(at);
            if (isBegun(begun)) {
                // One at a time: it ends before the next begins, and a rollback begins the same
                // anew.
                assertThat(newest.stream().skip(at + 1L).takeWhile(it -> !isBegun(it)))
                        .filteredOn(it -> it.generation() == begun.generation())
                        .filteredOn(it -> ENDS.contains(it.outcome()))
                        .hasSize(1);
            }
        }
    }

    private static boolean isBegun(Event event) {
        return event.outcome().equals("begun");
    }

    private String drift() {
        if (tried.isPresent()) {
            return "not in a trial";
        }
        String what = whims.meddle(machine);
        boolean seen = !engine.status().drift().isEmpty();
        Outcome outcome = make(Whims.sent("{}"), Whims.now());
        events++;
        assertThat(outcome).isInstanceOf(seen ? Outcome.Healed.class : Outcome.Unchanged.class);
        return what + ": " + outcome;
    }

    private Outcome enforce() {
        var hardening = new Hardening(rules, facets, engine, time);
        var goal = new Hardening.Goal("field", Map.of());
        Outcome first = hardening.enforce(goal, ROOT, "soak", Whims.now()).outcome();
        if (tried.isPresent()) {
            return refused(first);
        }
        events += first instanceof Outcome.Unchanged ? 1 : 2;
        assertThat(first).isInstanceOfAny(Outcome.Unchanged.class, Outcome.Confirmed.class);
        settled = engine.settings().canonical();
        long writes = machine.writes();
        List<String> actions = machine.actions();
        var again = hardening.enforce(goal, ROOT, "soak", Whims.now());
        events++;
        assertThat(again.outcome()).isInstanceOf(Outcome.Unchanged.class);
        assertThat(again.before().compliant()).isTrue();
        assertThat(machine.writes()).isEqualTo(writes);
        assertThat(machine.actions()).isEqualTo(actions);
        return first;
    }
}
