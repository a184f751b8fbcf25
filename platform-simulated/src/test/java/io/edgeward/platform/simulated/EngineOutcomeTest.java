package io.edgeward.platform.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.enforcement.Change;
import io.edgeward.core.enforcement.Change.Edit;
import io.edgeward.core.enforcement.Change.Options;
import io.edgeward.core.enforcement.EventLog.Event;
import io.edgeward.core.enforcement.Outcome;
import io.edgeward.core.enforcement.SettingsDiff;
import io.edgeward.core.platform.Generation;
import io.edgeward.core.settings.Problem;
import io.edgeward.core.settings.Protocol;
import io.edgeward.core.settings.Settings;
import io.edgeward.core.settings.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of a change when nothing goes wrong. */
class EngineOutcomeTest {
    private final Bench bench = new Bench();

    @Test
    void theFirstStartAdoptsWhatIsFoundAndAltersNothing() {
        assertThat(bench.engine.settings().canonical())
                .isEqualTo(
                        "{\"doors\":{\"local\":{\"enabled\":true},\"remote\":{\"enabled\":true,\"port\":22}},"
                                + "\"version\":1,\"wall\":{\"holes\":{},\"managed\":false}}");
        assertThat(bench.confirmed()).isEqualTo(1);
        assertThat(bench.gateway.actions()).isEmpty();
        assertThat(bench.lastEvent())
                .extracting(Event::what, Event::outcome, Event::generation)
                .containsExactly("adopt", "confirmed", 1L);
        bench.restart();
        assertThat(bench.platform.generations()).containsExactly(1L);
    }

    @Test
    void aHarmlessChangeIsConfirmedAtOnceAndIsThere() {
        assertThat(bench.confirmed(Bench.WALL_ON)).isEqualTo(2);
        assertThat(bench.make("{\"wall\":{\"holes\":{\"rpc\":111}}}"))
                .isEqualTo(new Outcome.Confirmed(3, List.of()));
        assertThat(bench.confirmed()).isEqualTo(3);
        assertThat(bench.gateway.reachable(Protocol.TCP, 111)).isTrue();
        assertThat(bench.engine.settings().at("/wall/holes")).hasToString("{\"rpc\":111}");
        bench.gateway.reboot();
        assertThat(bench.gateway.reachable(Protocol.TCP, 111)).isTrue();
    }

    @Test
    void aWarningIsToldWithTheOutcome() {
        Outcome outcome = bench.make("{\"wall\":{\"holes\":{\"rpc\":111}}}");
        assertThat(outcome).isInstanceOf(Outcome.Confirmed.class);
        assertThat(((Outcome.Confirmed) outcome).warnings())
                .extracting(Problem::code, Problem::at)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("no-wall", "/wall/holes"));
    }

    @Test
    void aChangeThatMayCutAccessIsATrialOfTwoMinutes() {
        Outcome outcome = bench.make(Bench.REMOTE_OFF);
        assertThat(outcome).isInstanceOf(Outcome.OnTrial.class);
        var trial = (Outcome.OnTrial) outcome;
        assertThat(trial.left()).isEqualTo(Duration.ofMinutes(2));
        assertThat(trial.confirmable()).isTrue();
        assertThat(bench.platform.standing().trial().orElseThrow().deadline())
                .isEqualTo(trial.deadline());
        assertThat(bench.confirmed()).isEqualTo(1);
        assertThat(bench.gateway.reachable(Protocol.TCP, 22)).isFalse();
        assertThat(bench.lastEvent().outcome()).isEqualTo("on-trial");
    }

    @Test
    void aTrialLastsAsLongAsWasAsked() {
        Outcome outcome = bench.make(Bench.WALL_ON, Bench.trial(Duration.ofMinutes(60)));
        assertThat(((Outcome.OnTrial) outcome).left()).isEqualTo(Duration.ofMinutes(60));
    }

    @Test
    void aRehearsalThatNobodyCouldConfirmSaysSo() {
        Outcome outcome = bench.make(Bench.CLOSE_ALL, Bench.trial(Duration.ofMinutes(2), "all"));
        assertThat(((Outcome.OnTrial) outcome).confirmable()).isFalse();
    }

    @Test
    void nowConfirmsWhatMayCutAccess() {
        assertThat(bench.make(Bench.CLOSE_ALL, Bench.now("all")))
                .isInstanceOf(Outcome.Confirmed.class);
        assertThat(bench.confirmed()).isEqualTo(2);
        assertThat(bench.gateway.reachable(Protocol.TCP, 22)).isFalse();
        assertThat(bench.gateway.reachable(Protocol.TCP, 111)).isFalse();
    }

    @Test
    void theSameChangeTwiceDoesNothingTheSecondTime() {
        bench.confirmed(Bench.CLOSE_ALL);
        long writes = bench.gateway.writes();
        List<String> actions = bench.gateway.actions();
        assertThat(bench.make(Bench.CLOSE_ALL)).isEqualTo(new Outcome.Unchanged(2));
        assertThat(bench.make("{}")).isEqualTo(new Outcome.Unchanged(2));
        assertThat(bench.gateway.writes()).isEqualTo(writes);
        assertThat(bench.gateway.actions()).isEqualTo(actions);
        assertThat(bench.platform.generations()).containsExactly(1L, 2L);
        assertThat(bench.lastEvent().outcome()).isEqualTo("unchanged");
    }

    @Test
    void aDryRunPlansAndTouchesNothing() {
        long writes = bench.gateway.writes();
        List<Event> told = bench.log.all();
        Outcome outcome = bench.make(Bench.REMOTE_OFF, Bench.dryRun());
        assertThat(outcome).isInstanceOf(Outcome.Planned.class);
        assertThat(((Outcome.Planned) outcome).refused()).isEmpty();
        var plan = ((Outcome.Planned) outcome).plan();
        assertThat(plan.edits())
                .extracting(SettingsDiff.Edit::at)
                .containsExactly("/doors/remote/enabled");
        assertThat(plan.waysLost()).containsExactly("ssh");
        assertThat(plan.waysAfter()).containsExactly("localConsole");
        assertThat(bench.gateway.writes()).isEqualTo(writes);
        assertThat(bench.gateway.actions()).isEmpty();
        assertThat(bench.active()).isEqualTo(1);
        assertThat(bench.log.all()).isEqualTo(told);
    }

    @Test
    void aDryRunSaysWhatTheGuardWouldRefuse() {
        var asked = new Options(false, Optional.empty(), Set.of(), true);
        Outcome planned = bench.make(Bench.CLOSE_ALL, asked);
        assertThat(planned).isInstanceOf(Outcome.Planned.class);
        Outcome made = bench.make(Bench.CLOSE_ALL);
        assertThat(made).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Planned) planned).refused())
                .isNotEmpty()
                .isEqualTo(((Outcome.Refused) made).problems());
    }

    @Test
    void aWholeDocumentReplacesAllAndWhatItLeavesOutIsTheDefault() {
        bench.confirmed("{\"wall\":{\"managed\":true,\"holes\":{\"rpc\":111}}}");
        byte[] document =
                "{\"doors\":{\"remote\":{\"enabled\":true}}}".getBytes(StandardCharsets.UTF_8);
        Outcome outcome =
                bench.engine.make(
                        new Change(
                                new Edit.Replace(StrictJson.read(document)),
                                Bench.SOMEBODY,
                                "",
                                Bench.now()));
        assertThat(outcome).isInstanceOf(Outcome.Confirmed.class);
        assertThat(bench.engine.settings().canonical())
                .isEqualTo(
                        "{\"doors\":{\"local\":{\"enabled\":true},\"remote\":{\"enabled\":true,\"port\":22}},"
                                + "\"version\":1,\"wall\":{\"holes\":{},\"managed\":true}}");
    }

    @Test
    void rollingBackFollowsTheVeryFilesOfTheOlderGeneration() {
        Generation first = bench.platform.generation(1).orElseThrow();
        Settings before = bench.engine.settings();
        bench.confirmed(Bench.CLOSE_ALL);
        assertThat(bench.rollBack(1, Bench.now())).isInstanceOf(Outcome.Confirmed.class);
        assertThat(bench.active()).isEqualTo(1);
        assertThat(bench.confirmed()).isEqualTo(1);
        assertThat(bench.engine.settings()).isEqualTo(before);
        assertThat(bench.platform.generation(1)).contains(first);
        assertThat(bench.gateway.reachable(Protocol.TCP, 22)).isTrue();
        assertThat(bench.lastEvent().what()).isEqualTo("rollback");
    }

    @Test
    void aRollbackMayBeATrialToo() {
        bench.confirmed(Bench.WALL_ON);
        bench.confirmed(Bench.WALL_OFF);
        Outcome outcome = bench.rollBack(2, Options.usual());
        assertThat(outcome).isInstanceOf(Outcome.OnTrial.class);
        bench.clock.advance(Duration.ofMinutes(3));
        bench.engine.attend();
        assertThat(bench.active()).isEqualTo(3);
        assertThat(bench.lastEvent().outcome()).isEqualTo("reverted");
    }

    @Test
    void afterARollbackTheNextGenerationHasANewId() {
        bench.confirmed(Bench.WALL_ON);
        assertThat(bench.rollBack(1, Bench.now())).isInstanceOf(Outcome.Confirmed.class);
        assertThat(bench.confirmed("{\"wall\":{\"managed\":true,\"holes\":{\"a\":1}}}"))
                .isEqualTo(3);
        assertThat(bench.platform.generation(3).orElseThrow().predecessor()).isEqualTo(1);
    }

    @Test
    void driftIsHealedByTheSameChange() {
        bench.confirmed(Bench.WALL_ON);
        bench.gateway.flushFilter();
        assertThat(bench.gateway.reachable(Protocol.TCP, 111)).isTrue();
        assertThat(bench.engine.status().drift()).isNotEmpty();
        Outcome outcome = bench.make(Bench.WALL_ON);
        assertThat(outcome).isInstanceOf(Outcome.Healed.class);
        assertThat(((Outcome.Healed) outcome).drift())
                .singleElement()
                .asString()
                .contains("firewall");
        assertThat(bench.gateway.reachable(Protocol.TCP, 111)).isFalse();
        assertThat(bench.engine.status().drift()).isEmpty();
        assertThat(bench.platform.generations()).containsExactly(1L, 2L);
        assertThat(bench.lastEvent().outcome()).isEqualTo("healed");
    }

    @Test
    void aStoppedServiceIsDriftToo() {
        bench.gateway.stopUnit("services/ssh");
        assertThat(bench.make("{}")).isInstanceOf(Outcome.Healed.class);
        assertThat(bench.gateway.reachable(Protocol.TCP, 22)).isTrue();
    }

    @Test
    void aChangeOnADriftedGatewayPutsItRightAsWell() {
        bench.confirmed(Bench.WALL_ON);
        bench.gateway.openByHand(Protocol.TCP, 111);
        assertThat(bench.make("{\"wall\":{\"holes\":{\"rpc\":112}}}"))
                .isInstanceOf(Outcome.Confirmed.class);
        assertThat(bench.gateway.reachable(Protocol.TCP, 111)).isFalse();
    }

    @Test
    void theStatusTellsWhereTheGatewayStands() {
        long id = bench.onTrial(Bench.REMOTE_OFF);
        var status = bench.engine.status();
        assertThat(status.standing().trial().orElseThrow().id()).isEqualTo(id);
        assertThat(status.ways()).containsExactly("localConsole");
        assertThat(status.exposed()).isEmpty();
        assertThat(status.drift()).isEmpty();
        assertThat(status.busy()).isFalse();
        assertThat(status.alarms()).isEmpty();
    }
}
