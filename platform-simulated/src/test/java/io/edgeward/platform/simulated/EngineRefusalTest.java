package io.edgeward.platform.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.enforcement.Change.Options;
import io.edgeward.core.enforcement.EventLog.Event;
import io.edgeward.core.enforcement.Outcome;
import io.edgeward.core.enforcement.Outcome.Refusal;
import io.edgeward.core.enforcement.Principal;
import io.edgeward.core.platform.Standing;
import io.edgeward.core.settings.Problem;
import io.edgeward.core.settings.StrictJson;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is refused, why, and that then nothing is altered. */
class EngineRefusalTest {
    private final Bench bench = new Bench();
    private long writes;

    @BeforeEach
    void remember() {
        writes = bench.gateway.writes();
    }

    @AfterEach
    void aRefusalAltersNothing() {
        assertThat(bench.gateway.writes()).isEqualTo(writes);
        assertThat(bench.gateway.actions()).isEmpty();
        assertThat(bench.active()).isEqualTo(1);
    }

    private Outcome by(Principal who, String json, Options options) {
        return bench.engine.make(Bench.change(json, who, options));
    }

    @Test
    void aFaultyDocumentIsInvalidAndEveryFaultIsTold() {
        Outcome outcome =
                bench.make("{\"doors\":{\"remote\":{\"port\":0,\"colour\":1}},\"wall\":[]}");
        assertThat(Bench.kind(outcome)).isEqualTo(Refusal.INVALID);
        assertThat(((Outcome.Refused) outcome).problems())
                .extracting(Problem::at)
                .contains("/doors/remote/port", "/doors/remote/colour", "/wall");
        assertThat(bench.lastEvent())
                .extracting(Event::what, Event::outcome)
                .containsExactly("change", "refused");
    }

    @Test
    void whatIsTooLargeIsNotRead() {
        assertThat(Bench.kind(bench.make(" ".repeat(StrictJson.MAX_BYTES) + "{}")))
                .isEqualTo(Refusal.TOO_LARGE);
    }

    @Test
    void aWindowOutOfRangeIsInvalid() {
        for (Duration window :
                List.of(Duration.ofSeconds(29), Duration.ofMinutes(61), Duration.ofSeconds(-1))) {
            Outcome outcome = bench.make(Bench.WALL_ON, Bench.trial(window));
            assertThat(Bench.kind(outcome)).isEqualTo(Refusal.INVALID);
            assertThat(Bench.codes(outcome)).containsExactly("window-out-of-range");
        }
    }

    @Test
    void nowAndATrialContradictEachOther() {
        var both = new Options(true, Optional.of(Duration.ofMinutes(1)), Set.of(), false);
        assertThat(Bench.codes(bench.make(Bench.WALL_ON, both))).containsExactly("contradiction");
    }

    @Test
    void aWayThatDoesNotExistCannotBeLost() {
        Outcome outcome = bench.make(Bench.WALL_ON, Bench.now("telnet"));
        assertThat(Bench.kind(outcome)).isEqualTo(Refusal.INVALID);
        assertThat(Bench.codes(outcome)).containsExactly("no-such-way");
    }

    @Test
    void anUnknownGenerationIsNotFound() {
        Outcome outcome = bench.rollBack(7, Bench.now());
        assertThat(Bench.kind(outcome)).isEqualTo(Refusal.NOT_FOUND);
        assertThat(Bench.codes(outcome)).containsExactly("no-such-generation");
    }

    // The guard.

    @Test
    void theLastWayInIsGuarded() {
        Outcome outcome = bench.make(Bench.CLOSE_ALL);
        assertThat(Bench.kind(outcome)).isEqualTo(Refusal.GUARDED);
        assertThat(Bench.codes(outcome)).containsExactly("last-way");
        Problem problem = ((Outcome.Refused) outcome).problems().getFirst();
        assertThat(problem.says()).contains("ssh", "localConsole");
        assertThat(problem.tryThis()).contains("--accept-loss ssh --accept-loss localConsole");
    }

    @Test
    void nowDoesNotPassTheGuard() {
        assertThat(Bench.codes(bench.make(Bench.CLOSE_ALL, Bench.now())))
                .containsExactly("last-way");
    }

    @Test
    void everyLostWayMustBeNamed() {
        Outcome outcome = bench.make(Bench.CLOSE_ALL, Bench.now("ssh"));
        assertThat(Bench.codes(outcome)).containsExactly("last-way");
        assertThat(((Outcome.Refused) outcome).problems().getFirst().says())
                .contains("localConsole")
                .doesNotContain("ssh");
    }

    @Test
    void theWayThatTheRequestCameInByIsGuarded() {
        Outcome outcome = by(bench.by("ssh"), Bench.REMOTE_OFF, Options.usual());
        assertThat(Bench.kind(outcome)).isEqualTo(Refusal.GUARDED);
        assertThat(Bench.codes(outcome)).containsExactly("own-way");
    }

    @Test
    void aRollbackIsGuardedToo() {
        bench.confirmed(Bench.CLOSE_ALL);
        assertThat(bench.rollBack(1, Bench.now())).isInstanceOf(Outcome.Confirmed.class);
        List<String> actions = bench.gateway.actions();
        assertThat(Bench.codes(bench.rollBack(2, Bench.now()))).containsExactly("last-way");
        assertThat(bench.gateway.actions()).isEqualTo(actions);
        forgetWhatWasDone();
    }

    // One at a time.

    @Test
    void whileATrialIsOpenASecondChangeIsAConflictAndTheTrialUntouched() {
        bench.onTrial(Bench.WALL_ON);
        Standing before = bench.platform.standing();
        Outcome outcome = bench.make(Bench.REMOTE_OFF);
        assertThat(Bench.kind(outcome)).isEqualTo(Refusal.CONFLICT);
        assertThat(Bench.codes(outcome)).containsExactly("trial-open");
        assertThat(bench.make("{}", Bench.dryRun())).isInstanceOf(Outcome.Refused.class);
        assertThat(bench.platform.standing()).isEqualTo(before);
        assertThat(bench.platform.generations()).containsExactly(1L, 2L);
        assertThat(bench.engine.revert(2, Bench.SOMEBODY)).isInstanceOf(Outcome.Reverted.class);
        forgetWhatWasDone();
    }

    @Test
    void aTrialThatSomebodyElseOpenedIsAConflictAndEndsTheMatter() {
        var rushed =
                new MeddledPlatform(
                        bench.platform,
                        (verb, before) -> {
                            if (verb == Verb.ACTIVATE && before) {
                                bench.gateway
                                        .faults()
                                        .next(Verb.ACTIVATE, new Fault.Refuses("trial-open"));
                            }
                        });
        bench.engine = bench.engineOn(rushed);
        Outcome outcome = bench.make(Bench.WALL_ON, Bench.now());
        assertThat(Bench.kind(outcome)).isEqualTo(Refusal.CONFLICT);
        assertThat(bench.log.untoldTrial()).isEmpty();
    }

    @Test
    void withoutATrialThereIsNothingToEnd() {
        Principal root = Bench.ROOT;
        for (Outcome outcome :
                List.of(
                        bench.engine.confirm(1, root, true),
                        bench.engine.revert(1, root),
                        bench.engine.extend(1, root, Duration.ofMinutes(1)))) {
            assertThat(Bench.kind(outcome)).isEqualTo(Refusal.CONFLICT);
            assertThat(Bench.codes(outcome)).containsExactly("no-such-trial");
        }
    }

    private void forgetWhatWasDone() {
        bench.gateway.cutPower(() -> true);
        bench.gateway.boot();
        if (bench.active() != 1) {
            throw new AssertionError("not back");
        }
        writes = bench.gateway.writes();
    }
}
