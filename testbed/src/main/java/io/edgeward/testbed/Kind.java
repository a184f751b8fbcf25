package io.edgeward.testbed;

import java.time.Duration;
import java.util.Locale;

/** What a gateway is made of. A test reads the same on either. */
public enum Kind {
    /** Debian under this host's kernel: boots in a second, and there can be many. */
    CONTAINER(1),
    /**
     * Debian with a kernel, a kernel command line and a serial port of its own. Its processor is
     * emulated, so it takes its time.
     */
    MACHINE(5);

    private final int slowness;

    Kind(int slowness) {
        this.slowness = slowness;
    }

    /** What is long enough on a container, made long enough on this. */
    Duration patience(Duration onContainer) {
        return onContainer.multipliedBy(slowness);
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
