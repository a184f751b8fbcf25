package io.edgeward.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.testbed.junit.RealGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a killed test run leaves behind is removed by the next one; what lives is left alone. */
@RealGateway
class SweepIT {

    @Test
    void theGatewayOfADeadRunIsRemovedAndTheOneOfALivingRunStays(Gateway living) {
        var bed = Bed.ofThisTree();
        var owner = Command.of(List.of("sleep", "600"), Duration.ofMinutes(10)).start();
        var name =
                bed.gateway(Duration.ofMinutes(1), List.of("new", Long.toString(owner.pid())))
                        .orFail()
                        .text();
        bed.gateway(Duration.ofMinutes(2), List.of("boot", name, "60")).orFail();

        assertThat(bed.prepare(Kind.CONTAINER)).isEmpty();
        assertThat(traces(name)).isNotEmpty();

        owner.destroyForcibly().onExit().join();
        assertThat(bed.prepare(Kind.CONTAINER)).isEmpty();
        assertThat(traces(name)).isEmpty();
        assertThat(living.run("true").ok()).isTrue();
    }

    private static List<String> traces(String name) {
        var found =
                Command.of(
                                List.of(
                                        "sh",
                                        "-c",
                                        "ls /run/netns; losetup -a; cat /proc/mounts; pgrep --runstates R,S,D -af ."),
                                Duration.ofSeconds(10))
                        .run()
                        .out();
        assertThat(Files.exists(Path.of("/var/tmp/edgeward-testbed", name)))
                .isEqualTo(found.contains(name));
        return found.lines().filter(line -> line.contains(name)).toList();
    }
}
