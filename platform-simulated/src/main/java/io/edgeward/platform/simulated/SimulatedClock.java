package io.edgeward.platform.simulated;

/** Time as a simulated gateway sees it: it is never set and goes on while the gateway is off. */
public interface SimulatedClock {
    /** Hundredths of a second since some moment. */
    long hundredths();

    /**
     * Calls {@code due} once, on a thread of the clock's, when it shows {@code at} hundredths or
     * later.
     */
    Alarm wake(long at, Runnable due);

    /** A call to come. */
    interface Alarm {
        /** The call will not come; too late is no fault. */
        void cancel();
    }
}
