package io.edgeward.platform.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.platform.Platform;
import io.edgeward.core.platform.PlatformContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulatedPlatformTest extends PlatformContract {
    private static final Path PACKAGED = Path.of("../packaging/root/usr/lib/edgeward/built-in");

    private final SteppedClock clock = new SteppedClock();
    private final SimulatedGateway gateway = SimulatedGateway.factoryFresh(clock);

    @Override
    protected Platform factoryFresh() {
        return new SimulatedPlatform(gateway);
    }

    @Override
    protected void reboot() {
        gateway.reboot();
    }

    @Override
    protected void damage(long id) {
        gateway.damage(id);
    }

    @Override
    protected void unguard(String switchFile) {
        gateway.unguard(switchFile, true);
    }

    @Override
    protected void pause() {
        clock.advance(Duration.ofMillis(50));
        // Watchers are told on a thread of their own.
        LockSupport.parkNanos(1_000_000);
    }

    @Test
    void theBuiltInGenerationIsTheOneThatThePackageInstalls() throws IOException {
        SortedMap<String, String> packaged = new TreeMap<>();
        try (Stream<Path> found = Files.walk(PACKAGED)) {
            for (Path file : (Iterable<Path>) found.filter(Files::isRegularFile)::iterator) {
                packaged.put(PACKAGED.relativize(file).toString(), Files.readString(file));
            }
        }
        assertThat(BuiltIn.generation().files()).isEqualTo(packaged);
    }
}
