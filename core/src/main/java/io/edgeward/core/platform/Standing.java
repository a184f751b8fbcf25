package io.edgeward.core.platform;

import java.util.List;
import java.util.Optional;

/**
 * Where the gateway stands.
 *
 * @param active id of the generation that the running system follows; 0: the built-in one; empty:
 *     none (nothing was adopted yet, or the boot is not through)
 * @param confirmed id of the generation that the next boot follows; empty: none
 * @param ended how the last trial of this boot ended
 * @param alarms what the applier has to say, one enumerated word each
 */
public record Standing(
        Optional<Long> active,
        Optional<Long> confirmed,
        Optional<Trial> trial,
        Optional<Ended> ended,
        List<String> alarms) {
    /** The id under which the generation of last resort is told. */
    public static final long BUILT_IN = 0;

    public Standing {
        alarms = List.copyOf(alarms);
    }

    /**
     * An open trial.
     *
     * @param id the generation on trial
     * @param from the generation that comes back if nobody confirms
     * @param opened when it became active
     * @param deadline when it comes back by itself
     */
    public record Trial(long id, long from, BootTime opened, BootTime deadline) {}

    /** How a trial ended. */
    public record Ended(long id, How how) {}

    /** The ways in which a trial ends; a reboot leaves no trace but that it is not confirmed. */
    public enum How {
        CONFIRMED,
        REVERTED_BY_DEADLINE,
        REVERTED_BY_REQUEST,
        REVERTED_BY_FAILURE
    }
}
