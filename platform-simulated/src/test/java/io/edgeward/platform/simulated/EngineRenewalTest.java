package io.edgeward.platform.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.enforcement.EventLog.Event;
import io.edgeward.core.enforcement.Outcome;
import io.edgeward.core.enforcement.Principal;
import io.edgeward.core.platform.Generation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A newer version starts on generations that an older one rendered. */
class EngineRenewalTest {
    private final Bench bench = new Bench();
    private long old;

    /** A door is closed; by an older version, which did not say who it was. */
    @BeforeEach
    void anOlderVersionWasHere() {
        bench.confirmed(Bench.REMOTE_OFF);
        old = asOlderVersion(Map.of());
    }

    /** Makes the confirmed one once more, as an older version would have; its id. */
    private long asOlderVersion(Map<String, String> otherwise) {
        Generation now = bench.platform.generation(bench.confirmed()).orElseThrow();
        var files = new TreeMap<>(now.files());
        files.putAll(otherwise);
        var older = new Generation(now.id() + 1, now.id(), "", files);
        assertThat(older.manifest()).startsWith("format 1\n");
        bench.platform.activate(older, bench.platform.now().plus(Duration.ofSeconds(60)));
        bench.platform.confirm(older.id());
        assertThat(bench.confirmed()).isEqualTo(older.id());
        return older.id();
    }

    @Test
    void itsSettingsAreRenderedAnewVerifiedAndConfirmed() {
        String settings = bench.platform.generation(old).orElseThrow().settings();
        bench.version = "2.0";
        bench.restart();
        assertThat(bench.active()).isEqualTo(old + 1).isEqualTo(bench.confirmed());
        assertThat(bench.trialIsOpen()).isFalse();
        Generation renewed = bench.platform.generation(old + 1).orElseThrow();
        assertThat(renewed.settings()).isEqualTo(settings);
        assertThat(renewed.manifest())
                .startsWith("format 2\n")
                .contains("\npredecessor " + old + "\nrenderer 2.0\n");
        assertThat(bench.lastEvent())
                .extracting(Event::what, Event::outcome, Event::generation, Event::who)
                .containsExactly("renewal", "confirmed", old + 1, "edgeward");
        bench.restart();
        assertThat(bench.confirmed()).isEqualTo(old + 1);
    }

    @Test
    void anotherVersionThatRendersTheSameChangesNothing() {
        bench.restart();
        long renewed = bench.confirmed();
        int events = bench.log.all().size();
        bench.version = "3.0";
        bench.restart();
        assertThat(bench.confirmed()).isEqualTo(renewed);
        assertThat(bench.log.all()).hasSize(events);
    }

    @Test
    void whatAnOlderVersionDidNotKnowIsKeptAsItIsFound() {
        assertThat(Bench.LANGUAGE.defaults().at("/doors/local/enabled").asBoolean()).isTrue();
        bench.confirmed(Bench.LOCAL_OFF);
        long ignorant = asOlderVersion(Map.of(Generation.SETTINGS, withoutLocal()));
        bench.restart();
        assertThat(bench.confirmed()).isEqualTo(ignorant + 1);
        assertThat(bench.engine.settings().at("/doors/local/enabled").asBoolean(true)).isFalse();
        bench.confirmed(Bench.WALL_ON);
        assertThat(bench.rollBack(ignorant, Bench.now())).isInstanceOf(Outcome.Confirmed.class);
        assertThat(bench.engine.settings().at("/wall/managed").asBoolean(true)).isFalse();
        assertThat(bench.engine.settings().at("/doors/local/enabled").asBoolean(true))
                .as("nobody said to open it")
                .isFalse();
    }

    private String withoutLocal() {
        String settings = bench.platform.generation(bench.confirmed()).orElseThrow().settings();
        String less = settings.replace("\"local\":{\"enabled\":false},", "");
        assertThat(less).isNotEqualTo(settings);
        return less;
    }

    @Test
    void whatCannotBeFollowedIsUndoneToldAndNotTriedAgain() {
        bench.gateway.faults().next(Verb.ACTIVATE, new Fault.Fails("firewall"));
        bench.restart();
        assertThat(bench.active()).isEqualTo(old).isEqualTo(bench.confirmed());
        assertThat(bench.trialIsOpen()).isFalse();
        assertThat(bench.engine.status().alarms())
                .singleElement()
                .asString()
                .startsWith("Not renewed: generation " + old + " rendered anew by version 1.0");
        int events = bench.log.all().size();
        bench.restart();
        assertThat(bench.confirmed()).isEqualTo(old);
        assertThat(bench.log.all()).as("not in a loop").hasSize(events);
        bench.version = "1.1";
        bench.restart();
        assertThat(bench.confirmed()).as("a newer one tries").isGreaterThan(old);
        assertThat(bench.engine.status().alarms()).isEmpty();
    }

    @Test
    void nothingIsRenderedAnewWhileATrialIsOpen() {
        long trial = bench.onTrial(Bench.WALL_ON);
        bench.restart();
        assertThat(bench.active()).isEqualTo(trial);
        assertThat(bench.confirmed()).isEqualTo(old);
        assertThat(bench.trialIsOpen()).isTrue();
        assertThat(bench.engine.revert(trial, Bench.SOMEBODY)).isInstanceOf(Outcome.Reverted.class);
    }

    @Test
    void aPowerCutAnywhereLeavesTheOldOneOrTheNewOneAndNoTrial() {
        for (int step = 1; step < 40; step++) {
            var other = new EngineRenewalTest();
            other.anOlderVersionWasHere();
            other.bench.gateway.cutPowerAfter(step, () -> true);
            try {
                other.bench.restart();
            } catch (RuntimeException e) {
                assertThat(other.bench.gateway.isUp()).isFalse();
            }
            if (!other.bench.gateway.isUp()) {
                other.bench.gateway.boot();
            }
            assertThat(other.bench.confirmed())
                    .as("step " + step)
                    .isEqualTo(other.bench.active())
                    .isBetween(other.old, other.old + 1);
            assertThat(other.bench.trialIsOpen()).isFalse();
            other.bench.restart();
            boolean renewed =
                    other.bench.platform.generation(other.bench.confirmed()).orElseThrow().format()
                            == Generation.FORMAT;
            // This daemon outlives the power cut, and tells what a dead one could not.
            assertThat(other.bench.engine.status().alarms().isEmpty())
                    .as("step " + step + ": renewed or told")
                    .isEqualTo(renewed);
        }
    }

    @Test
    void whoAskedIsEdgewardItself() {
        bench.restart();
        assertThat(bench.lastEvent().who()).isEqualTo(Principal.SYSTEM.name());
        assertThat(Optional.of(bench.lastEvent().why()))
                .contains("generation " + old + " rendered anew by version 1.0");
    }
}
