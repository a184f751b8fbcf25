package io.edgeward.gateway.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For as long as it is left to run, every promise holds and nothing grows. */
class SoakTest {
    private static final int SAMPLES = 20;
    private static final double MEGABYTE = 1024 * 1024;

    private static Duration length() {
        String seconds = System.getenv("EDGEWARD_SOAK_SECONDS");
        boolean atLength = "1".equals(System.getenv("EDGEWARD_LONG"));
        return Duration.ofSeconds(seconds != null ? Long.parseLong(seconds) : atLength ? 3600 : 20);
    }

    private static long seed() {
        return Optional.ofNullable(System.getenv("EDGEWARD_SEED"))
                .map(Long::parseLong)
                .orElseGet(System::nanoTime);
    }

    @Test
    void inALongLifeEveryPromiseHoldsAndNothingGrows(@TempDir Path folder) throws IOException {
        long seed = seed();
        List<Double> heap = new ArrayList<>();
        List<Double> files = new ArrayList<>();
        long length = length().toNanos();
        try (var life = new Life(folder, seed)) {
            life.settleIn();
            long began = System.nanoTime();
            for (int sample = 1; sample <= SAMPLES; sample++) {
                while (System.nanoTime() - began < length / SAMPLES * sample) {
                    step(life, seed);
                }
                heap.add(usedHeap());
                files.add(filesIn(folder));
            }
            System.out.printf(
                    "counts: simulated soak %d s, steps %d, power cuts %d, heap %.1f to %.1f MB,"
                            + " files %.0f to %.0f, seed %d%n",
                    length().toSeconds(),
                    life.steps(),
                    life.cuts(),
                    median(first(heap)),
                    median(last(heap)),
                    median(first(files)),
                    median(last(files)),
                    seed);
            assertThat(life.steps()).isGreaterThan(SAMPLES / 2);
        }
        // Caches that fill once are no leak; a leak of a kilobyte a step would be far above this.
        assertThat(median(last(heap)))
                .as("heap in MB over time: %s, seed %d", heap, seed)
                .isLessThan(median(first(heap)) * 1.1 + 3);
        assertThat(median(last(files)))
                .as("files over time: %s, seed %d", files, seed)
                .isLessThanOrEqualTo(median(first(files)) + 1);
    }

    @Test
    void oneSeedGivesOneLifeSoThatAFailureCanBeLivedAgain(
            @TempDir Path first, @TempDir Path second) {
        assertThat(story(first, 7)).isEqualTo(story(second, 7));
    }

    private static List<String> story(Path folder, long seed) {
        try (var life = new Life(folder, seed)) {
            for (int number = 0; number < 60; number++) {
                step(life, seed);
            }
            return life.story();
        }
    }

    private static void step(Life life, long seed) {
        try {
            life.step();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "EDGEWARD_SEED=%d, step %d (the last is what was done before it):%n%s"
                            .formatted(seed, life.steps(), String.join("\n", life.story())),
                    e);
        }
    }

    private static double usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
    }

    private static double filesIn(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.count();
        }
    }

    private static List<Double> first(List<Double> samples) {
        // Not the very first: classes are still loaded then.
        return samples.subList(1, 1 + SAMPLES / 4);
    }

    private static List<Double> last(List<Double> samples) {
        return samples.subList(SAMPLES - SAMPLES / 4, SAMPLES);
    }

    private static double median(List<Double> samples) {
        return samples.stream().sorted().toList().get(samples.size() / 2);
    }
}
