package io.edgeward.platform.simulated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Time that passes only when a test says so; what falls due is called on the thread that steps. May
 * be called from any thread.
 */
public final class SteppedClock implements SimulatedClock {
    private final List<Waiting> waiting = new ArrayList<>();
    private long count;
    private long now;

    private record Waiting(long number, long at, Runnable due) {}

    @Override
    public synchronized long hundredths() {
        return now;
    }

    @Override
    public synchronized Alarm wake(long at, Runnable due) {
        var entry = new Waiting(count++, at, due);
        waiting.add(entry);
        return () -> cancel(entry);
    }

    private synchronized void cancel(Waiting entry) {
        waiting.remove(entry);
    }

    /**
     * Lets time pass, in steps of 10 ms; alarms on the way are called at their moment, in order.
     */
    public void advance(Duration duration) {
        long end = hundredths() + duration.toMillis() / 10;
        for (var next = take(end); next.isPresent(); next = take(end)) {
            next.get().due().run();
        }
    }

    private synchronized Optional<Waiting> take(long end) {
        Optional<Waiting> next =
                waiting.stream()
                        .filter(entry -> entry.at() <= end)
                        .min(Comparator.comparingLong(Waiting::at));
        next.ifPresent(waiting::remove);
        now = Math.max(now, next.map(Waiting::at).orElse(end));
        return next;
    }
}
