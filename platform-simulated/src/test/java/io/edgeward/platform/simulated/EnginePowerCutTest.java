package io.edgeward.platform.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.enforcement.Outcome;
import io.edgeward.core.platform.Generation;
import io.edgeward.core.platform.Standing;
import io.edgeward.core.settings.Settings;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The power is lost at every step of a change, and of what was not synced anything may be lost. */
class EnginePowerCutTest {
    private static final int RUNS_FOR_EACH_STEP = 8;

    /** The property replays a run: `-Dedgeward.seed=…`. */
    private final long seed = Long.getLong("edgeward.seed", System.nanoTime());

    private final Random chance = new Random(seed);

    @Test
    void afterAPowerCutTheGatewayIsWhollyOldOrNewAndNewIfThatWasAnswered() {
        int steps = stepsOfOneChange();
        assertThat(steps).isGreaterThan(10);
        int stayedOld = 0;
        int becameNew = 0;
        for (int step = 1; step <= steps + 1; step++) {
            for (int run = 0; run < RUNS_FOR_EACH_STEP; run++) {
                if (cut(step, run)) {
                    becameNew++;
                } else {
                    stayedOld++;
                }
            }
        }
        assertThat(stayedOld).as("seed " + seed).isPositive();
        assertThat(becameNew).as("seed " + seed).isPositive();
    }

    private static int stepsOfOneChange() {
        Bench bench = prepared();
        int before = bench.gateway.steps();
        bench.confirmed(Bench.CLOSE_ALL);
        return bench.gateway.steps() - before;
    }

    /** On a gateway with some past, so that collecting old generations is among the steps. */
    private static Bench prepared() {
        Bench bench = new Bench();
        for (int number = 1; number <= 11; number++) {
            bench.confirmed(
                    "{\"wall\":{\"managed\":true,\"holes\":{\"h" + number + "\":" + number + "}}}");
        }
        bench.gateway.onPowerLoss(() -> bench.log.die(true));
        return bench;
    }

    private BooleanSupplier luck(int run) {
        // Nothing unsynced survives, or all of it, or what chance keeps.
        return run == 0 ? () -> false : run == 1 ? () -> true : chance::nextBoolean;
    }

    /** Cuts the power there; whether the gateway then follows the new settings. */
    private boolean cut(int step, int run) {
        String which = "seed " + seed + ", step " + step + ", run " + run;
        Bench bench = prepared();
        Settings old = bench.engine.settings();
        Settings wanted =
                ((Outcome.Planned) bench.make(Bench.CLOSE_ALL, Bench.dryRun())).plan().settings();
        bench.gateway.cutPowerAfter(step, luck(run));
        boolean answered = answered(bench);
        if (bench.gateway.isUp()) {
            bench.gateway.cutPower(luck(run));
        }
        bench.gateway.boot();
        bench.log.die(false);
        bench.restart();
        Standing standing = bench.platform.standing();
        assertThat(standing.active()).as(which).isEqualTo(standing.confirmed());
        assertThat(standing.trial()).as(which).isEmpty();
        assertThat(standing.alarms()).as(which).isEmpty();
        assertThat(bench.platform.generation(bench.active()).map(Generation::id))
                .as(which)
                .isPresent();
        Settings now = bench.engine.settings();
        assertThat(now).as(which).isIn(old, wanted);
        assertThat(bench.engine.status().drift()).as(which).isEmpty();
        if (answered) {
            assertThat(now).as(which).isEqualTo(wanted);
        }
        assertThat(bench.log.untoldTrial()).as(which).isEmpty();
        assertThat(bench.make("{\"wall\":{\"holes\":{\"after\":9}}}"))
                .as(which)
                .isInstanceOf(Outcome.Confirmed.class);
        return now.equals(wanted);
    }

    private static boolean answered(Bench bench) {
        try {
            return bench.make(Bench.CLOSE_ALL, Bench.now("all")) instanceof Outcome.Confirmed;
        } catch (IllegalStateException e) {
            // The daemon went down with the gateway.
            assertThat(bench.gateway.isUp()).isFalse();
            return false;
        }
    }
}
