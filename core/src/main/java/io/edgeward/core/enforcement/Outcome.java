package io.edgeward.core.enforcement;

import io.edgeward.core.platform.BootTime;
import io.edgeward.core.settings.Problem;
import java.time.Duration;
import java.util.List;

/** What became of a request. */
public sealed interface Outcome {
    /** The gateway is and was as asked: nothing was written, nothing restarted. */
    record Unchanged(long generation) implements Outcome {}

    /**
     * Only planned, as asked.
     *
     * @param refused why it would be refused as it was asked for; empty: it would be made
     */
    record Planned(Plan plan, List<Problem> refused) implements Outcome {
        public Planned {
            refused = List.copyOf(refused);
        }
    }

    /** Done, verified, and what the next boot follows. */
    record Confirmed(long generation, List<Problem> warnings) implements Outcome {}

    /** The settings were as asked but the system had left them: it was put back and verified. */
    record Healed(long generation, List<String> drift) implements Outcome {}

    /**
     * Done and verified; comes back by itself unless confirmed in time.
     *
     * @param left until the deadline, when this was written
     * @param confirmable whether a way is left by which somebody could confirm it from outside
     */
    record OnTrial(
            long generation,
            BootTime deadline,
            Duration left,
            boolean confirmable,
            List<Problem> warnings)
            implements Outcome {}

    /** It did not work and the gateway is, verified, where it was; or a trial was ended. */
    record Reverted(long generation, long backTo, String why, List<String> details)
            implements Outcome {}

    /** Nothing was altered. */
    record Refused(Refusal kind, List<Problem> problems) implements Outcome {}

    /** It did not work, and bringing the gateway back was not complete: see to it on the spot. */
    record Stranded(long generation, String why, List<String> details) implements Outcome {}

    /** Why a request was refused. */
    enum Refusal {
        /** The request itself is wrong. */
        INVALID,
        /** More than is read. */
        TOO_LARGE,
        /** It would lock the owner out, and that loss was not accepted. */
        GUARDED,
        /** Another change runs, or a trial is open, or this one is over. */
        CONFLICT,
        /** Whoever asks may not. */
        FORBIDDEN,
        /** It names something that does not exist. */
        NOT_FOUND
    }
}
