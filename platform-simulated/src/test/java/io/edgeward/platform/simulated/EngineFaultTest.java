package io.edgeward.platform.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.enforcement.EventLog.Event;
import io.edgeward.core.enforcement.Outcome;
import io.edgeward.core.platform.PlatformException;
import io.edgeward.core.settings.Protocol;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a change when something goes wrong. */
class EngineFaultTest {
    private static final String SSH = "services/ssh";

    private final Bench bench = new Bench();

    private void fault(Verb verb, Fault fault) {
        bench.gateway.faults().next(verb, fault);
    }

    private void assertBackAtTheBeginning() {
        assertThat(bench.active()).isEqualTo(1);
        assertThat(bench.confirmed()).isEqualTo(1);
        assertThat(bench.trialIsOpen()).isFalse();
        assertThat(bench.gateway.reachable(Protocol.TCP, 22)).isTrue();
        assertThat(bench.log.untoldTrial()).isEmpty();
    }

    private static String why(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Reverted reverted -> reverted.why();
            case Outcome.Stranded stranded -> stranded.why();
            default -> Assertions.fail("neither reverted nor stranded: " + outcome);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"disk-full", "read-only", "proposal-grammar", "firewall-refused", "busy"})
    void whatTheApplierRefusesLeavesTheGatewayWhereItWas(String reason) {
        fault(Verb.ACTIVATE, new Fault.Refuses(reason));
        assertThat(bench.make(Bench.CLOSE_ALL, Bench.now("all")))
                .isInstanceOf(Outcome.Reverted.class);
        assertBackAtTheBeginning();
    }

    @Test
    void aFullDiskIsToldInASentence() {
        bench.gateway.diskTrouble(Optional.of("disk-full"));
        Outcome outcome = bench.make(Bench.CLOSE_ALL, Bench.now("all"));
        assertThat(why(outcome)).isEqualTo("The disk of the gateway is full.");
        bench.gateway.diskTrouble(Optional.empty());
        assertThat(bench.make(Bench.CLOSE_ALL, Bench.now("all")))
                .isInstanceOf(Outcome.Confirmed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"firewall", "ssh", "local-console", "timer", "links"})
    void whatFailsIsUndoneAndVerified(String reason) {
        fault(Verb.ACTIVATE, new Fault.Fails(reason));
        assertThat(bench.make(Bench.CLOSE_ALL, Bench.now("all")))
                .isInstanceOf(Outcome.Reverted.class);
        assertBackAtTheBeginning();
        assertThat(bench.lastEvent().outcome()).isEqualTo("reverted");
    }

    @Test
    void whatIsStrandedRaisesAnAlarmThatStaysUntilItIsCured() {
        bench.confirmed(Bench.WALL_ON);
        fault(Verb.ACTIVATE, new Fault.Strands("ssh"));
        Outcome outcome = bench.make(Bench.CLOSE_ALL, Bench.now("all"));
        assertThat(outcome).isInstanceOf(Outcome.Stranded.class);
        assertThat(bench.lastEvent().outcome()).isEqualTo("stranded");
        assertThat(bench.engine.status().alarms()).isNotEmpty();
        for (int times = 0; times < 250; times++) {
            assertThat(bench.make("{\"colour\":1}")).isInstanceOf(Outcome.Refused.class);
        }
        assertThat(bench.engine.status().alarms())
                .anySatisfy(alarm -> assertThat(alarm).startsWith("Stranded"));
        bench.restart();
        assertThat(bench.engine.status().alarms()).isNotEmpty();
        assertThat(bench.log.all())
                .filteredOn(event -> event.outcome().equals("stranded"))
                .hasSize(1);
        assertThat(bench.make("{}")).isInstanceOf(Outcome.Healed.class);
        assertThat(bench.engine.status().alarms()).isEmpty();
        assertThat(bench.gateway.reachable(Protocol.TCP, 22)).isTrue();
    }

    @Test
    void anAlarmWhoseCauseWentAwayByItselfIsTakenBackByAskingForWhatIs() {
        fault(Verb.ACTIVATE, new Fault.Strands("firewall"));
        assertThat(bench.make(Bench.WALL_ON, Bench.now("all")))
                .isInstanceOf(Outcome.Stranded.class);
        bench.gateway.flushFilter();
        assertThat(bench.engine.status().drift()).isEmpty();
        assertThat(bench.platform.standing().alarms()).isNotEmpty();
        assertThat(bench.make("{}")).isInstanceOf(Outcome.Healed.class);
        assertThat(bench.engine.status().alarms()).isEmpty();
        assertThat(bench.make("{}")).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void aRevertToADriftedGatewayIsNoCure() {
        fault(Verb.ACTIVATE, new Fault.Strands("ssh"));
        assertThat(bench.make(Bench.CLOSE_ALL, Bench.now("all")))
                .isInstanceOf(Outcome.Stranded.class);
        for (Fault fault : List.of(new Fault.Refuses("disk-full"), new Fault.Fails("firewall"))) {
            bench.gateway.sick(SSH, false, true);
            fault(Verb.ACTIVATE, fault);
            Outcome outcome = bench.make(Bench.CLOSE_ALL, Bench.now("all"));
            assertThat(outcome).isInstanceOf(Outcome.Reverted.class);
            assertThat(((Outcome.Reverted) outcome).details()).isNotEmpty();
            assertThat(bench.engine.status().alarms())
                    .anySatisfy(alarm -> assertThat(alarm).startsWith("Stranded"));
        }
    }

    @Test
    void aStrandedGatewayIsToldOnceHoweverOftenItIsLookedAfter() {
        fault(Verb.ACTIVATE, new Fault.Strands("ssh"));
        assertThat(bench.make(Bench.CLOSE_ALL, Bench.now("all")))
                .isInstanceOf(Outcome.Stranded.class);
        int events = bench.log.all().size();
        bench.engine.attend();
        bench.restart();
        assertThat(bench.log.all()).hasSize(events);
    }

    @Test
    void aServiceThatDoesNotStopIsNoSuccess() {
        bench.gateway.sick(SSH, true, false);
        Outcome outcome = bench.make(Bench.REMOTE_OFF, Bench.now("all"));
        assertThat(outcome).isInstanceOf(Outcome.Reverted.class);
        assertThat(why(outcome)).contains("could not be verified", "ssh: it listens on [22]");
        assertBackAtTheBeginning();
    }

    @Test
    void aServiceThatDoesNotStopOpensNoTrialEither() {
        bench.gateway.sick(SSH, true, false);
        assertThat(bench.make(Bench.REMOTE_OFF)).isInstanceOf(Outcome.Reverted.class);
        assertBackAtTheBeginning();
    }

    @Test
    void whatDoesNotComeBackIsStranded() {
        bench.gateway.sick(SSH, false, true);
        bench.gateway.faults().hide("consoles");
        Outcome outcome = bench.make(Bench.REMOTE_OFF, Bench.now("all"));
        assertThat(outcome).isInstanceOf(Outcome.Stranded.class);
        assertThat(((Outcome.Stranded) outcome).details())
                .anySatisfy(it -> assertThat(it).contains("ssh: it listens on []"));
        assertThat(bench.engine.status().alarms()).isNotEmpty();
        bench.gateway.sick(SSH, false, false);
        bench.gateway.faults().hideNothing();
        assertThat(bench.make("{}")).isInstanceOf(Outcome.Healed.class);
        assertThat(bench.engine.status().alarms()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"listeners", "consoles", "filter"})
    void whatCannotBeSeenIsNotVerified(String component) {
        var meddled =
                new MeddledPlatform(
                        bench.platform,
                        (verb, before) -> {
                            if (verb == Verb.ACTIVATE && before) {
                                bench.gateway.faults().hide(component);
                            } else if (verb == Verb.REVERT && before) {
                                bench.gateway.faults().hideNothing();
                            }
                        });
        bench.engine = bench.engineOn(meddled);
        assertThat(bench.make(Bench.CLOSE_ALL, Bench.now("all")))
                .isInstanceOf(Outcome.Reverted.class);
        assertBackAtTheBeginning();
    }

    @Test
    void aRevertToleratesWhatWasWrongBefore() {
        bench.gateway.stopUnit(SSH);
        bench.gateway.sick(SSH, false, true);
        fault(Verb.ACTIVATE, new Fault.Fails("firewall"));
        assertThat(bench.make(Bench.WALL_ON, Bench.now())).isInstanceOf(Outcome.Reverted.class);
    }

    @Test
    void driftThatCannotBeHealedIsStranded() {
        bench.gateway.stopUnit(SSH);
        bench.gateway.sick(SSH, false, true);
        assertThat(bench.make("{}")).isInstanceOf(Outcome.Stranded.class);
        fault(Verb.HEAL, new Fault.Strands("ssh"));
        assertThat(bench.make("{}")).isInstanceOf(Outcome.Stranded.class);
    }

    // No answer.

    @Test
    void aLostAnswerToActivatingIsUndone() {
        fault(Verb.ACTIVATE, new Fault.AnswerLost());
        assertThat(bench.make(Bench.CLOSE_ALL, Bench.now("all")))
                .isInstanceOf(Outcome.Reverted.class);
        assertBackAtTheBeginning();
    }

    @Test
    void aLostRequestToActivateLeavesNothingBehind() {
        fault(Verb.ACTIVATE, new Fault.RequestLost());
        assertThat(bench.make(Bench.CLOSE_ALL, Bench.now("all")))
                .isInstanceOf(Outcome.Reverted.class);
        assertBackAtTheBeginning();
        assertThat(bench.confirmed(Bench.CLOSE_ALL)).isEqualTo(2);
    }

    @Test
    void aLostAnswerToConfirmingIsLookedUp() {
        fault(Verb.CONFIRM, new Fault.AnswerLost());
        assertThat(bench.make(Bench.CLOSE_ALL, Bench.now("all")))
                .isEqualTo(new Outcome.Confirmed(2, List.of()));
        assertThat(bench.confirmed()).isEqualTo(2);
        assertThat(bench.lastEvent().outcome()).isEqualTo("confirmed");
    }

    @Test
    void aLostRequestToConfirmIsUndone() {
        fault(Verb.CONFIRM, new Fault.RequestLost());
        assertThat(bench.make(Bench.CLOSE_ALL, Bench.now("all")))
                .isInstanceOf(Outcome.Reverted.class);
        assertBackAtTheBeginning();
    }

    @Test
    void aPersonsConfirmationWhoseAnswerIsLostIsLookedUpToo() {
        long id = bench.onTrial(Bench.REMOTE_OFF);
        fault(Verb.CONFIRM, new Fault.AnswerLost());
        assertThat(bench.engine.confirm(id, bench.by("localConsole"), false))
                .isInstanceOf(Outcome.Confirmed.class);
        assertThat(bench.log.untoldTrial()).isEmpty();
    }

    @Test
    void aPersonsConfirmationThatIsLostLeavesTheTrialOpen() {
        long id = bench.onTrial(Bench.REMOTE_OFF);
        fault(Verb.CONFIRM, new Fault.RequestLost());
        Outcome outcome = bench.engine.confirm(id, bench.by("localConsole"), false);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(bench.trialIsOpen()).isTrue();
        assertThat(bench.engine.confirm(id, bench.by("localConsole"), false))
                .isInstanceOf(Outcome.Confirmed.class);
    }

    @Test
    void aLostAnswerToRevertingIsLookedUp() {
        long id = bench.onTrial(Bench.CLOSE_ALL);
        fault(Verb.REVERT, new Fault.AnswerLost());
        assertThat(bench.engine.revert(id, Bench.SOMEBODY)).isInstanceOf(Outcome.Reverted.class);
        assertBackAtTheBeginning();
    }

    @Test
    void aRevertThatDidNotHappenIsNotCalledOne() {
        for (Fault fault :
                List.of(
                        new Fault.RequestLost(),
                        new Fault.Refuses("busy"),
                        new Fault.Fails("links"))) {
            Bench own = new Bench();
            long id = own.onTrial(Bench.CLOSE_ALL);
            own.gateway.faults().next(Verb.REVERT, fault);
            Outcome outcome = own.engine.revert(id, Bench.SOMEBODY);
            assertThat(own.active()).isEqualTo(id);
            assertThat(outcome).as(fault.toString()).isInstanceOf(Outcome.Stranded.class);
            own.clock.advance(Duration.ofMinutes(3));
            own.engine.attend();
            assertThat(own.active()).isEqualTo(1);
            assertThat(own.lastEvent().outcome()).as(fault.toString()).isEqualTo("reverted");
            assertThat(own.engine.status().alarms()).isEmpty();
        }
    }

    @Test
    void aDeadlineThatRevertsHalfWayIsStranded() {
        bench.onTrial(Bench.CLOSE_ALL);
        fault(Verb.REVERT, new Fault.Strands("ssh"));
        bench.clock.advance(Duration.ofMinutes(3));
        bench.engine.attend();
        assertThat(bench.lastEvent())
                .extracting(Event::what, Event::outcome)
                .containsExactly("trial-ended", "stranded");
        assertThat(bench.engine.status().alarms()).isNotEmpty();
        assertThat(bench.make("{}")).isInstanceOf(Outcome.Healed.class);
        assertThat(bench.engine.status().alarms()).isEmpty();
        bench.engine.attend();
        assertBackAtTheBeginning();
    }

    @Test
    void aLostAnswerToHealingIsLookedUp() {
        bench.gateway.stopUnit(SSH);
        fault(Verb.HEAL, new Fault.AnswerLost());
        assertThat(bench.make("{}")).isInstanceOf(Outcome.Healed.class);
        bench.gateway.stopUnit(SSH);
        fault(Verb.HEAL, new Fault.RequestLost());
        assertThat(bench.make("{}")).isInstanceOf(Outcome.Stranded.class);
    }

    @Test
    void withoutAnApplierNothingIsBegun() {
        bench.gateway.faults().unreachable(true);
        int events = bench.log.all().size();
        Assertions.assertThatThrownBy(() -> bench.make(Bench.WALL_ON))
                .isInstanceOf(PlatformException.class);
        assertThat(bench.log.all()).hasSize(events);
        bench.gateway.faults().unreachable(false);
        assertThat(bench.make(Bench.WALL_ON)).isInstanceOf(Outcome.OnTrial.class);
    }

    @Test
    void anApplierThatDiesDuringAChangeLeavesItToTheTimer() {
        var meddled =
                new MeddledPlatform(
                        bench.platform,
                        (verb, before) -> {
                            if (verb == Verb.ACTIVATE && !before) {
                                bench.gateway.faults().unreachable(true);
                            }
                        });
        bench.engine = bench.engineOn(meddled);
        assertThat(bench.make(Bench.CLOSE_ALL, Bench.now("all")))
                .isInstanceOf(Outcome.Stranded.class);
        bench.gateway.faults().unreachable(false);
        bench.clock.advance(Duration.ofMinutes(2));
        bench.restart();
        assertThat(bench.active()).isEqualTo(1);
        assertThat(bench.lastEvent().outcome()).isEqualTo("reverted");
        assertThat(bench.engine.status().alarms()).isEmpty();
    }
}
