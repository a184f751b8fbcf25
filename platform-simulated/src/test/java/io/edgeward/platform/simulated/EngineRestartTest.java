package io.edgeward.platform.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeward.core.enforcement.Chronicle;
import io.edgeward.core.enforcement.Engine;
import io.edgeward.core.enforcement.EventLog.Event;
import io.edgeward.core.enforcement.MemoryEventLog;
import io.edgeward.core.enforcement.Outcome;
import io.edgeward.core.platform.Platform;
import io.edgeward.core.platform.PlatformException;
import io.edgeward.core.settings.Protocol;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The daemon is killed at each phase of a change; a new one finds its way. */
class EngineRestartTest {
    private final Bench bench = new Bench();

    private void killed(Verb at, boolean before) {
        bench.engine =
                bench.engineOn(
                        new MeddledPlatform(
                                bench.platform,
                                (verb, early) -> {
                                    if (verb == at && early == before) {
                                        throw new MeddledPlatform.Killed();
                                    }
                                }));
        assertThatThrownBy(() -> bench.make(Bench.CLOSE_ALL, Bench.now("all")))
                .isInstanceOf(MeddledPlatform.Killed.class);
    }

    private void assertToldAsReverted() {
        assertThat(bench.active()).isEqualTo(1);
        assertThat(bench.lastEvent())
                .extracting(Event::what, Event::outcome, Event::generation)
                .containsExactly("trial-ended", "reverted", 2L);
        assertThat(bench.gateway.reachable(Protocol.TCP, 22)).isTrue();
        assertThat(bench.confirmed(Bench.CLOSE_ALL)).isGreaterThan(1);
    }

    @Test
    void beforeActivatingNothingHappened() {
        killed(Verb.ACTIVATE, true);
        bench.restart();
        assertThat(bench.lastEvent().why()).contains("restarted");
        assertToldAsReverted();
    }

    @Test
    void afterActivatingTheTimerTakesItBackAlsoWithNobodyThere() {
        killed(Verb.ACTIVATE, false);
        assertThat(bench.active()).isEqualTo(2);
        bench.clock.advance(Duration.ofSeconds(61));
        assertThat(bench.active()).isEqualTo(1);
        bench.restart();
        assertThat(bench.lastEvent().why()).isEqualTo("nobody confirmed it in time");
        assertToldAsReverted();
    }

    @Test
    void aDaemonThatIsBackBeforeTheDeadlineFindsTheTrialOpen() {
        killed(Verb.ACTIVATE, false);
        bench.restart();
        assertThat(bench.trialIsOpen()).isTrue();
        assertThat(Bench.codes(bench.make(Bench.WALL_ON))).containsExactly("trial-open");
        bench.clock.advance(Duration.ofSeconds(61));
        bench.engine.attend();
        assertToldAsReverted();
    }

    @Test
    void beforeConfirmingItIsTakenBack() {
        killed(Verb.CONFIRM, true);
        bench.clock.advance(Duration.ofSeconds(61));
        bench.restart();
        assertToldAsReverted();
    }

    @Test
    void afterConfirmingItIsToldAsConfirmed() {
        killed(Verb.CONFIRM, false);
        bench.restart();
        assertThat(bench.confirmed()).isEqualTo(2);
        assertThat(bench.lastEvent())
                .extracting(Event::what, Event::outcome, Event::generation)
                .containsExactly("trial-ended", "confirmed", 2L);
        assertThat(bench.make(Bench.CLOSE_ALL)).isEqualTo(new Outcome.Unchanged(2));
    }

    @Test
    void afterRevertingItIsToldAsReverted() {
        long id = bench.onTrial(Bench.CLOSE_ALL);
        bench.engine =
                bench.engineOn(
                        new MeddledPlatform(
                                bench.platform,
                                (verb, early) -> {
                                    if (verb == Verb.REVERT && !early) {
                                        throw new MeddledPlatform.Killed();
                                    }
                                }));
        assertThatThrownBy(() -> bench.engine.revert(id, Bench.SOMEBODY))
                .isInstanceOf(MeddledPlatform.Killed.class);
        bench.restart();
        assertThat(bench.lastEvent().why()).isEqualTo("it was reverted on request");
        assertToldAsReverted();
    }

    @Test
    void anOpenTrialOutlivesTheDaemonAndCanBeConfirmed() {
        long id = bench.onTrial(Bench.REMOTE_OFF);
        bench.restart();
        assertThat(bench.engine.confirm(id, bench.by("localConsole"), false))
                .isInstanceOf(Outcome.Confirmed.class);
    }

    @Test
    void duringTheAdoptionTheNextStartAdopts() {
        for (int step = 1; step < 40; step++) {
            var gateway = new SimulatedGateway(new SteppedClock(), Factory.usual());
            gateway.cutPowerAfter(step, () -> true);
            var platform = new SimulatedPlatform(gateway);
            Bench other = new Bench();
            try {
                other.engineOn(platform).start();
            } catch (RuntimeException e) {
                assertThat(gateway.isUp()).isFalse();
                gateway.boot();
            }
            other.engineOn(platform).start();
            assertThat(platform.standing().active()).as("step " + step).isPresent();
            assertThat(gateway.reachable(Protocol.TCP, 22)).isTrue();
        }
    }

    @Test
    void anAdoptionThatWasCutOffBeforeTheUnitsHeedTheirSwitchesIsFinished() {
        var gateway = SimulatedGateway.factoryFresh(new SteppedClock());
        var platform = new SimulatedPlatform(gateway);
        gateway.faults().next(Verb.IMPORT, new Fault.AnswerLost());
        var log = new MemoryEventLog();
        Engine engine =
                new Engine(
                        Bench.FACETS,
                        Bench.LANGUAGE,
                        platform,
                        new Chronicle(log, InstantSource.system()),
                        "1.0");
        assertThatThrownBy(engine::start).isInstanceOf(PlatformException.class);
        gateway.unguard("services/ssh", true);
        assertThat(unguarded(platform)).isNotEmpty();
        engine.start();
        assertThat(unguarded(platform)).isEmpty();
        assertThat(log.newest(1).getFirst())
                .extracting(Event::what, Event::outcome, Event::generation)
                .containsExactly("adopt", "confirmed", 1L);
        engine.start();
        assertThat(log.all()).hasSize(1);
    }

    @Test
    void aLogThatLostItsBeginningTellsNoAdoptionOfWhatCameLater() {
        var bench = new Bench();
        long trial = bench.onTrial(Bench.WALL_ON);
        var log = new MemoryEventLog();
        new Engine(
                        Bench.FACETS,
                        Bench.LANGUAGE,
                        bench.platform,
                        new Chronicle(log, InstantSource.system()),
                        "1.0")
                .start();
        assertThat(log.all()).extracting(Event::what).doesNotContain("adopt");
        assertThat(bench.active()).isEqualTo(trial);
    }

    private static List<String> unguarded(Platform platform) {
        return Optional.ofNullable(platform.observe().services().get("services/ssh"))
                .orElseThrow()
                .unguarded();
    }
}
