package io.edgeward.gateway;

import io.edgeward.platform.linux.LinuxPlatform;
import io.edgeward.platform.simulated.SimulatedGateway;
import io.edgeward.platform.simulated.SimulatedPlatform;
import io.edgeward.platform.simulated.WallClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The two worlds that a daemon can be put into. */
final class Worlds {
    private static final Path LINUX_STATE = Path.of("/var/lib/edgeward-daemon");
    private static final Path LINUX_SOCKET = Path.of("/run/edgeward-daemon/control.sock");
    private static final Path OWNERS_RULES = Path.of("/etc/edgeward");

    private Worlds() {}

    static World linux(Optional<Path> state, Optional<Path> socket) {
        return new World(
                LinuxPlatform.at(Path.of("/")),
                state.orElse(LINUX_STATE),
                socket.orElse(LINUX_SOCKET),
                List.of(OWNERS_RULES),
                uid -> uid == 0,
                jvmArguments(),
                false);
    }

    /** A gateway in memory; whoever runs the daemon is root there. */
    static World simulated(SimulatedGateway gateway, Optional<Path> state, Optional<Path> socket) {
        Path place = state.orElseGet(Worlds::privateFolder);
        int self = owner(place);
        return new World(
                new SimulatedPlatform(gateway),
                place,
                socket.orElse(place.resolve("control.sock")),
                List.of(place),
                uid -> uid == 0 || uid == self,
                jvmArguments(),
                state.isEmpty());
    }

    static World simulated(Optional<Path> state, Optional<Path> socket) {
        return simulated(SimulatedGateway.factoryFresh(new WallClock()), state, socket);
    }

    /** Short, because people will type it; random, because its place is open to all. */
    private static Path privateFolder() {
        String runtime = System.getenv().getOrDefault("XDG_RUNTIME_DIR", "");
        Path place =
                !runtime.isEmpty() && Files.isWritable(Path.of(runtime))
                        ? Path.of(runtime)
                        : Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        String name = "edgeward-" + HexFormat.of().formatHex(randomBytes(3));
        var mode =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        try {
            return Files.createDirectory(place.resolve(name), mode);
        } catch (IOException e) {
            throw new UncheckedIOException("making a private folder for the simulated gateway", e);
        }
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        ThreadLocalRandom.current().nextBytes(bytes);
        return bytes;
    }

    /** Whoever made the folder is whoever runs this. */
    private static int owner(Path folder) {
        try {
            Files.createDirectories(folder);
            return (Integer) Files.getAttribute(folder, "unix:uid");
        } catch (IOException e) {
            throw new UncheckedIOException("looking at " + folder, e);
        }
    }

    private static List<String> jvmArguments() {
        return ProcessHandle.current().info().arguments().map(List::of).orElse(List.of());
    }
}
