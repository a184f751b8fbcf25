package io.edgeward.testbed;

import java.time.Duration;

/** Waiting between two looks at something that changes by itself. */
final class Pause {

    private static final Duration BRIEF = Duration.ofMillis(20);

    private Pause() {}

    static void briefly() {
        try {
            Thread.sleep(BRIEF);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BedException("interrupted while waiting", interrupted);
        }
    }
}
