package io.edgeward.platform.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.enforcement.EventLog.Event;
import io.edgeward.core.enforcement.Outcome;
import io.edgeward.core.enforcement.Outcome.Refusal;
import io.edgeward.core.enforcement.Principal;
import io.edgeward.core.platform.BootTime;
import io.edgeward.core.settings.Protocol;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a trial ends, and who may end it. */
class EngineTrialTest {
    private final Bench bench = new Bench();

    private void expire() {
        bench.clock.advance(Duration.ofMinutes(2).plusMillis(10));
        bench.engine.attend();
    }

    private void assertBack() {
        assertThat(bench.active()).isEqualTo(1);
        assertThat(bench.confirmed()).isEqualTo(1);
        assertThat(bench.gateway.reachable(Protocol.TCP, 22)).isTrue();
        assertThat(bench.gateway.reachable(Protocol.TCP, 111)).isTrue();
        assertThat(bench.platform.observe().consoles().orElseThrow()).isNotEmpty();
    }

    @Test
    void whatNobodyConfirmsComesBackWhollyAndTheEventTellsWhy() {
        long id = bench.onTrial(Bench.CLOSE_ALL);
        assertThat(bench.gateway.reachable(Protocol.TCP, 22)).isFalse();
        expire();
        assertBack();
        assertThat(bench.lastEvent())
                .extracting(Event::what, Event::outcome, Event::generation, Event::from, Event::why)
                .containsExactly("trial-ended", "reverted", id, 1L, "nobody confirmed it in time");
        int events = bench.log.all().size();
        bench.engine.attend();
        assertThat(bench.log.all()).hasSize(events);
    }

    @Test
    void theWatchBringsTheEngineThere() throws InterruptedException {
        try (var _ = bench.platform.watch(bench.engine::attend)) {
            bench.onTrial(Bench.CLOSE_ALL);
            bench.clock.advance(Duration.ofMinutes(3));
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!bench.lastEvent().what().equals("trial-ended")) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.sleep(Duration.ofMillis(10));
            }
        }
        assertBack();
    }

    @Test
    void anEndThatNobodyLookedAfterIsToldBeforeTheNextChange() {
        long id = bench.onTrial(Bench.CLOSE_ALL);
        bench.clock.advance(Duration.ofMinutes(3));
        assertThat(bench.make(Bench.WALL_ON, Bench.now())).isInstanceOf(Outcome.Confirmed.class);
        assertThat(bench.log.all())
                .filteredOn(it -> it.what().equals("trial-ended"))
                .singleElement()
                .extracting(Event::generation, Event::outcome, Event::why)
                .containsExactly(id, "reverted", "nobody confirmed it in time");
    }

    @Test
    void aFreshLoginByAWayThatStaysOpenConfirms() {
        long id = bench.onTrial(Bench.REMOTE_OFF);
        assertThat(bench.engine.confirm(id, bench.by("localConsole"), false))
                .isEqualTo(new Outcome.Confirmed(id, List.of()));
        assertThat(bench.confirmed()).isEqualTo(id);
        assertThat(bench.trialIsOpen()).isFalse();
        bench.clock.advance(Duration.ofMinutes(5));
        bench.engine.attend();
        assertThat(bench.active()).isEqualTo(id);
        assertThat(bench.lastEvent())
                .extracting(Event::who, Event::what, Event::outcome)
                .containsExactly("operator", "confirm", "confirmed");
    }

    private void assertStillOpen(Outcome outcome, String code) {
        assertThat(Bench.kind(outcome)).isEqualTo(Refusal.FORBIDDEN);
        assertThat(Bench.codes(outcome)).containsExactly(code);
        assertThat(bench.trialIsOpen()).isTrue();
        assertThat(bench.confirmed()).isEqualTo(1);
        assertThat(bench.lastEvent().outcome()).isEqualTo("refused");
    }

    @Test
    void aLoginFromBeforeTheChangeProvesNothing() {
        Principal before = bench.by("localConsole");
        bench.clock.advance(Duration.ofSeconds(1));
        long id = bench.onTrial(Bench.REMOTE_OFF);
        assertStillOpen(bench.engine.confirm(id, before, false), "login-too-old");
        assertStillOpen(bench.engine.confirm(id, before, true), "login-too-old");
        BootTime opened = bench.platform.standing().trial().orElseThrow().opened();
        assertStillOpen(
                bench.engine.confirm(id, bench.by("localConsole", opened), false), "login-too-old");
    }

    @Test
    void aLoginByAWayThatTheChangeClosesProvesNothing() {
        long id = bench.onTrial(Bench.REMOTE_OFF);
        assertStillOpen(bench.engine.confirm(id, bench.by("ssh"), false), "way-closed");
        assertStillOpen(bench.engine.confirm(id, bench.by(""), false), "way-closed");
    }

    @Test
    void withoutALoginOnlyRootAtTheUnitConfirms() {
        long id = bench.onTrial(Bench.CLOSE_ALL);
        assertStillOpen(bench.engine.confirm(id, Bench.SOMEBODY, false), "no-proof-of-access");
        assertStillOpen(bench.engine.confirm(id, Bench.SOMEBODY, true), "no-proof-of-access");
        assertStillOpen(bench.engine.confirm(id, Bench.ROOT, false), "no-proof-of-access");
        assertThat(bench.engine.confirm(id, Bench.ROOT, true))
                .isInstanceOf(Outcome.Confirmed.class);
    }

    @Test
    void theGatewayItselfCannotConfirm() {
        long id = bench.onTrial(Bench.REMOTE_OFF);
        assertStillOpen(bench.engine.confirm(id, Principal.SYSTEM, true), "no-proof-of-access");
    }

    @Test
    void onlyTheTrialThatIsMeantIsConfirmed() {
        long id = bench.onTrial(Bench.REMOTE_OFF);
        assertThat(Bench.codes(bench.engine.confirm(id + 1, Bench.ROOT, true)))
                .containsExactly("no-such-trial");
        assertThat(bench.trialIsOpen()).isTrue();
    }

    @Test
    void confirmingTooLateIsRefused() {
        long id = bench.onTrial(Bench.REMOTE_OFF);
        bench.gateway.faults().next(Verb.CONFIRM, new Fault.Refuses("too-late"));
        Outcome outcome = bench.engine.confirm(id, Bench.ROOT, true);
        assertThat(Bench.kind(outcome)).isEqualTo(Refusal.CONFLICT);
        assertThat(Bench.codes(outcome)).containsExactly("too-late");
        bench.clock.advance(Duration.ofMinutes(3));
        assertThat(Bench.codes(bench.engine.confirm(id, Bench.ROOT, true)))
                .containsExactly("no-such-trial");
        assertBack();
    }

    @Test
    void confirmingTwiceSaysThatItIsDone() {
        long id = bench.onTrial(Bench.REMOTE_OFF);
        assertThat(bench.engine.confirm(id, Bench.ROOT, true))
                .isInstanceOf(Outcome.Confirmed.class);
        Outcome outcome = bench.engine.confirm(id, Bench.ROOT, true);
        assertThat(((Outcome.Refused) outcome).problems().getFirst().says())
                .contains("confirmed already");
    }

    @Test
    void revertingGoesBackAndIsVerified() {
        long id = bench.onTrial(Bench.CLOSE_ALL);
        assertThat(bench.engine.revert(id, Bench.SOMEBODY))
                .isEqualTo(new Outcome.Reverted(id, 1, "as requested", List.of()));
        assertBack();
        assertThat(bench.log.untoldTrial()).isEmpty();
    }

    @Test
    void extendingMovesTheDeadline() {
        long id = bench.onTrial(Bench.CLOSE_ALL);
        bench.clock.advance(Duration.ofMinutes(1));
        Outcome outcome = bench.engine.extend(id, Bench.SOMEBODY, Duration.ofMinutes(10));
        assertThat(outcome).isInstanceOf(Outcome.OnTrial.class);
        assertThat(((Outcome.OnTrial) outcome).left()).isEqualTo(Duration.ofMinutes(11));
        bench.clock.advance(Duration.ofMinutes(10));
        assertThat(bench.trialIsOpen()).isTrue();
        bench.clock.advance(Duration.ofMinutes(2));
        assertBack();
    }

    @Test
    void anExtendedTrialThatNobodyCanConfirmStillSaysSo() {
        long id = bench.onTrial(Bench.CLOSE_ALL);
        Outcome outcome = bench.engine.extend(id, Bench.SOMEBODY, Duration.ofMinutes(10));
        assertThat(((Outcome.OnTrial) outcome).confirmable()).isFalse();
    }

    @Test
    void aTrialCannotBeExtendedByNothingOrBeyondAnHour() {
        long id = bench.onTrial(Bench.REMOTE_OFF);
        var before = bench.platform.standing();
        for (Duration more :
                List.of(Duration.ZERO, Duration.ofSeconds(-5), Duration.ofMinutes(59))) {
            Outcome outcome = bench.engine.extend(id, Bench.SOMEBODY, more);
            assertThat(Bench.kind(outcome)).isEqualTo(Refusal.INVALID);
            assertThat(Bench.codes(outcome)).containsExactly("window-out-of-range");
        }
        assertThat(bench.platform.standing()).isEqualTo(before);
        assertThat(bench.engine.extend(id, Bench.SOMEBODY, Duration.ofMinutes(58)))
                .isInstanceOf(Outcome.OnTrial.class);
    }

    @Test
    void aRebootDuringATrialIsToldAtTheNextStart() {
        long id = bench.onTrial(Bench.CLOSE_ALL);
        bench.gateway.cutPower();
        bench.gateway.boot();
        bench.restart();
        assertBack();
        assertThat(bench.lastEvent())
                .extracting(Event::what, Event::outcome, Event::generation)
                .containsExactly("trial-ended", "reverted", id);
        assertThat(bench.lastEvent().why()).contains("restarted");
    }

    @Test
    void atATrialsEndTheGenerationBeforeIsTakenOnlyIfItIsWhole() {
        bench.confirmed(Bench.WALL_ON);
        bench.confirmed("{\"wall\":{\"holes\":{\"a\":1000}}}");
        bench.onTrial(Bench.CLOSE_ALL);
        bench.gateway.damage(3);
        expire();
        assertThat(bench.active()).isEqualTo(2);
        assertThat(bench.engine.status().alarms())
                .anySatisfy(alarm -> assertThat(alarm).contains("Generation 3 is damaged"));
        assertThat(bench.log.newest(2).getFirst())
                .extracting(Event::outcome, Event::from)
                .containsExactly("reverted", 2L);
        assertThat(bench.lastEvent().what()).isEqualTo("alarm");
    }

    @Test
    void trialsThatNobodyConfirmsDoNotPileUp() {
        for (int port = 1; port <= 30; port++) {
            long id = bench.onTrial("{\"wall\":{\"managed\":true,\"holes\":{\"h\":" + port + "}}}");
            assertThat(bench.engine.revert(id, Bench.SOMEBODY))
                    .isInstanceOf(Outcome.Reverted.class);
        }
        assertThat(bench.platform.generations()).contains(1L).hasSizeLessThanOrEqualTo(21);
    }
}
