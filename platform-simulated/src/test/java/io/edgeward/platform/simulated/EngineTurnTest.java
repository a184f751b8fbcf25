package io.edgeward.platform.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.enforcement.Outcome;
import io.edgeward.core.enforcement.Outcome.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One change at a time. */
@Timeout(60)
class EngineTurnTest {
    private final Bench bench = new Bench();

    @Test
    void ofFiftyAtOnceOneWinsAndAllOthersAreToldSo() throws Exception {
        var go = new CountDownLatch(1);
        List<Callable<Outcome>> all = new ArrayList<>();
        for (int number = 0; number < 50; number++) {
            String hole = "{\"wall\":{\"managed\":true,\"holes\":{\"h" + number + "\":1000}}}";
            all.add(() -> {
                go.await();
                return bench.make(hole, Bench.trial(Duration.ofMinutes(2)));
            });
        }
        List<Outcome> outcomes = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> futures = all.stream().map(threads::submit).toList();
            go.countDown();
            for (Future<Outcome> future : futures) {
                outcomes.add(future.get());
            }
        }
        assertThat(outcomes).filteredOn(Outcome.OnTrial.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(Outcome.Refused.class::isInstance)
                .hasSize(49)
                .allSatisfy(it -> assertThat(Bench.kind(it)).isEqualTo(Refusal.CONFLICT));
        assertThat(bench.platform.generations()).containsExactly(1L, 2L);
        assertThat(bench.engine.settings().at("/wall/holes").size()).isEqualTo(1);
    }

    @Test
    void aChangeThatComesWhileOneRunsAltersNothing()
            throws ExecutionException, InterruptedException {
        var running = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        bench.engine =
                bench.engineOn(
                        new MeddledPlatform(
                                bench.platform,
                                (verb, before) -> {
                                    if (verb == Verb.CONFIRM && before) {
                                        running.countDown();
                                        await(mayEnd);
                                    }
                                }));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> first = threads.submit(() -> bench.make(Bench.WALL_ON, Bench.now()));
            running.await();
            assertThat(Bench.codes(bench.make(Bench.REMOTE_OFF))).containsExactly("another-runs");
            assertThat(Bench.codes(bench.engine.confirm(2, Bench.ROOT, true)))
                    .containsExactly("another-runs");
            assertThat(Bench.codes(bench.engine.revert(2, Bench.ROOT)))
                    .containsExactly("another-runs");
            assertThat(bench.engine.status().busy()).isTrue();
            mayEnd.countDown();
            assertThat(first.get()).isInstanceOf(Outcome.Confirmed.class);
        }
        assertThat(bench.confirmed()).isEqualTo(2);
    }

    @Test
    void aRevertThatSomebodysConfirmationByHandForestalledIsRefusedAndNotTold() {
        long id = bench.onTrial(Bench.WALL_ON);
        bench.engine =
                bench.engineOn(
                        new MeddledPlatform(
                                bench.platform,
                                (verb, before) -> {
                                    if (verb == Verb.REVERT && before) {
                                        var _ = bench.platform.confirm(id);
                                    }
                                }));
        Outcome outcome = bench.engine.revert(id, Bench.SOMEBODY);
        assertThat(Bench.codes(outcome)).containsExactly("no-such-trial");
        assertThat(((Outcome.Refused) outcome).problems().getFirst().says())
                .contains("confirmed already");
        bench.engine.attend();
        assertThat(bench.confirmed()).isEqualTo(id);
        assertThat(bench.log.all())
                .filteredOn(event -> event.generation() == id)
                .extracting(event -> event.what() + " " + event.outcome())
                .containsExactly(
                        "change begun",
                        "change on-trial",
                        "revert refused",
                        "trial-ended confirmed");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Test
    void ofAHundredInARowNoneIsLost() {
        bench.confirmed(Bench.WALL_ON);
        for (int number = 1; number <= 100; number++) {
            assertThat(
                            bench.make(
                                    "{\"wall\":{\"holes\":{\"h"
                                            + number
                                            + "\":"
                                            + (1000 + number)
                                            + "}}}"))
                    .isInstanceOf(Outcome.Confirmed.class);
        }
        assertThat(bench.engine.settings().at("/wall/holes").size()).isEqualTo(100);
        assertThat(bench.confirmed()).isEqualTo(102);
        assertThat(bench.log.all()).filteredOn(it -> it.outcome().equals("begun")).hasSize(101);
        assertThat(bench.log.all())
                .filteredOn(it -> it.what().equals("change") && it.outcome().equals("confirmed"))
                .hasSize(101);
    }
}
