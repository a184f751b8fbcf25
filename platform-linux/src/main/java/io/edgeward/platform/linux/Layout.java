package io.edgeward.platform.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Where things are, below a root: {@code /} on the gateway itself, {@code /proc/PID/root} for a
 * look into a container from outside.
 */
record Layout(Path root) {
    static final String GENERATIONS = "/var/lib/edgeward/generations";
    static final String BUILT_IN = "/usr/lib/edgeward/built-in";

    /** The folder of the switches of the generation that runs now, as units name it. */
    static final String ACTIVE_SWITCHES = "/run/edgeward/active/services/";

    /** The names in {@link #run()} that tell where the gateway stands. */
    static final Set<String> STANDING = Set.of("active", "trial", "ended", "alarm");

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

    /** Whether a switch is on in the generation that runs now. */
    boolean isOn(String name) {
        try {
            // By hand: looked at from outside, the link itself would lead into the outside.
            Path target = Files.readSymbolicLink(active());
            return target.isAbsolute() && Files.exists(at(target + "/services/" + name));
        } catch (IOException e) {
            return false;
        }
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
