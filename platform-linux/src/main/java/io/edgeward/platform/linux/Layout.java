package io.edgeward.platform.linux;

import java.nio.file.Path;

/**
 * Where things are, below a root: {@code /} on the gateway itself, {@code /proc/PID/root} for a
 * look into a container from outside.
 */
record Layout(Path root) {
    static final String GENERATIONS = "/var/lib/edgeward/generations";
    static final String BUILT_IN = "/usr/lib/edgeward/built-in";

    /** The folder of the switches of the generation that runs now, as units name it. */
    static final String ACTIVE_SWITCHES = "/run/edgeward/active/services/";

    private Path at(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    Path generations() {
        return at(GENERATIONS);
    }

    Path builtIn() {
        return at(BUILT_IN);
    }

    Path confirmed() {
        return at("/var/lib/edgeward/confirmed");
    }

    Path run() {
        return at("/run/edgeward");
    }

    Path active() {
        return run().resolve("active");
    }

    Path trial() {
        return run().resolve("trial");
    }

    Path ended() {
        return run().resolve("ended");
    }

    Path alarm() {
        return run().resolve("alarm");
    }

    Path applier() {
        return run().resolve("apply.sock");
    }

    Path outbox() {
        return at("/var/lib/edgeward-daemon/outbox");
    }

    Path switches() {
        return at("/usr/lib/edgeward/switches");
    }

    Path systemBus() {
        return at("/run/dbus/system_bus_socket");
    }
}
