package io.edgeward.core.enforcement;

import io.edgeward.core.facet.Facets;
import io.edgeward.core.platform.Observation;
import io.edgeward.core.platform.Platform;
import io.edgeward.core.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares what is really there with what is wanted, by effects, giving the system time to settle.
 */
final class Verifier {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Facets facets;
    private final Platform platform;
    private final Duration patience;

    Verifier(Facets facets, Platform platform, Duration patience) {
        this.facets = facets;
        this.platform = platform;
        this.patience = patience;
    }

    /** What is not as wanted at this very moment, "facet: sentence". */
    List<String> look(Settings wanted, Observation observation) {
        List<String> differences = new ArrayList<>();
        facets.differences(wanted, observation)
                .forEach((id, found) -> found.forEach(it -> differences.add(id + ": " + it)));
        return differences;
    }

    /** What is still not as wanted after the system had time to settle; empty: verified. */
    List<String> settle(Settings wanted) {
        return settle(wanted, List.of());
    }

    /**
     * As {@link #settle(Settings)}, but tolerates what was so before: a revert brings back what
     * was, not what ought to have been.
     */
    List<String> settle(Settings wanted, List<String> tolerated) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            List<String> differences = new ArrayList<>(look(wanted, platform.observe()));
            differences.removeAll(tolerated);
            if (differences.isEmpty() || System.nanoTime() > end) {
                return differences;
            }
            pause();
        }
    }

    static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while verifying", e);
        }
    }
}
