package io.edgeward.gateway.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Whether the system's clock can be right: audits, events and certificates go by it. */
public final class ClockProbe implements Probe {
    private static final String NAME = "clock";
    private static final Duration LIFE = Duration.ofDays(20 * 365);

    private final InstantSource clock;
    private final Instant built;

    /**
     * @param built when this Edgeward was made: no right clock shows less
     */
    public ClockProbe(InstantSource clock, Instant built) {
        this.clock = clock;
        this.built = built;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Check> look() {
        Instant now = clock.instant();
        // The time of a build is a day, so a gateway set up on that very day is right as well.
        boolean early = now.isBefore(built.minus(Duration.ofDays(1)));
        boolean late = now.isAfter(built.plus(LIFE));
        return List.of(
                early || late
                        ? Check.error(
                                NAME,
                                "The clock shows "
                                        + now
                                        + ", which is "
                                        + (early ? "before" : "20 years after")
                                        + " this Edgeward was made.",
                                "Set it (`timedatectl`), and let it be kept by a time server.")
                        : Check.ok(NAME, "The clock shows " + now + "."));
    }
}
