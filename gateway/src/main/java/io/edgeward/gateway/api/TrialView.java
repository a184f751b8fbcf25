package io.edgeward.gateway.api;

import io.edgeward.core.platform.BootTime;
import io.edgeward.core.platform.Standing;

/**
 * An open trial, as it is answered.
 *
 * @param secondsLeft whole seconds, rounded up: 0 means over
 * @param confirmable whether a way is left by which somebody could confirm it from outside
 */
record TrialView(long generation, long from, long secondsLeft, boolean confirmable) {
    static TrialView of(Standing.Trial trial, BootTime now, boolean confirmable) {
        long millis = trial.deadline().since(now).toMillis();
        return new TrialView(
                trial.id(), trial.from(), Math.max(0, Math.ceilDiv(millis, 1000)), confirmable);
    }
}
