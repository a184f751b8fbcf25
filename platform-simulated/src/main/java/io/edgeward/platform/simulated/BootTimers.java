package io.edgeward.platform.simulated;

import io.edgeward.core.platform.BootTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The boot clock of a simulated gateway and the timers of its trials: they are the gateway's, so
 * they fire whatever the daemon does. To be called under the gateway's lock only.
 */
final class BootTimers {
    /** What the boot clock shows when the applier is through with the boot. */
    private static final long BOOTED_AFTER = 500;

    private final SimulatedClock clock;
    private final Map<Long, SimulatedClock.Alarm> alarms = new HashMap<>();
    private long bootedAt;

    BootTimers(SimulatedClock clock) {
        this.clock = clock;
    }

    /** Starts anew; no timer outlives a boot. */
    void boot() {
        cancelAll();
        bootedAt = clock.hundredths();
    }

    BootTime now() {
        return new BootTime(clock.hundredths() - bootedAt + BOOTED_AFTER);
    }

    /**
     * Sets the timer of a trial, or takes it away where there is no deadline.
     *
     * @param due given what {@link #rings} wants to know
     */
    void set(long id, Optional<BootTime> deadline, LongConsumer due) {
        Optional.ofNullable(alarms.remove(id)).ifPresent(SimulatedClock.Alarm::cancel);
        long boot = bootedAt;
        deadline.ifPresent(at ->
                alarms.put(
                        id,
                        clock.wake(at.hundredths() + boot - BOOTED_AFTER, () -> due.accept(boot))));
    }

    /** Whether a timer that fires was set in this boot; it is used up then. */
    boolean rings(long id, long boot) {
        if (boot != bootedAt) {
            return false;
        }
        // This very timer calls: there is nothing left to cancel.
        alarms.remove(id);
        return true;
    }

    void cancelAll() {
        alarms.values().forEach(SimulatedClock.Alarm::cancel);
        alarms.clear();
    }
}
