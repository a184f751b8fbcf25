package io.edgeward.platform.simulated;

import java.time.Duration;

/** The time that everybody has. May be called from any thread; keeps no program alive. */
public final class WallClock implements SimulatedClock {
    private static final long NANOS_IN_A_HUNDREDTH = 10_000_000;

    private final long origin = System.nanoTime();

    @Override
    public long hundredths() {
        return (System.nanoTime() - origin) / NANOS_IN_A_HUNDREDTH;
    }

    @Override
    public Alarm wake(long at, Runnable due) {
        Thread sleeper =
                Thread.ofVirtual()
                        .name("simulated timer")
                        .start(() -> {
                            try {
                                for (long left = at - hundredths();
                                        left > 0;
                                        left = at - hundredths()) {
                                    Thread.sleep(Duration.ofMillis(left * 10));
                                }
                            } catch (InterruptedException cancelled) {
                                return;
                            }
                            due.run();
                        });
        return sleeper::interrupt;
    }
}
