package io.edgeward.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.testbed.Console;
import io.edgeward.testbed.Family;
import io.edgeward.testbed.Gateway;
import io.edgeward.testbed.Kind;
import io.edgeward.testbed.Neighbour;
import io.edgeward.testbed.junit.RealGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What only a machine can show: a serial console, a kernel command line, and a boot from the kernel
 * on. A boot takes long, so each test begins where the one before has left the machine.
 */
@RealGateway(on = Kind.MACHINE, off = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MachineIT {
    /** How long somebody at the console waits for an answer that comes. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** And how long for one that does not; it would be there at once, since the boot is over. */
    private static final Duration MOMENT = Duration.ofSeconds(10);

    /** Emulated, each packet costs; all ports are scanned on the container. */
    private static final int WELL_KNOWN = 1_023;

    private static final List<Integer> UDP_PORTS = List.of(53, 67, 123, 161, 5353, 40404);

    private final Gateway gateway;
    private final Edgeward edgeward;
    private final List<Neighbour> neighbours;

    MachineIT(Gateway gateway, Neighbour wan, Neighbour lan1) {
        this.gateway = gateway;
        this.edgeward = new Edgeward(gateway);
        this.neighbours = List.of(wan, lan1);
    }

    private void boot(String... kernelArguments) {
        gateway.kernelCommandLine(kernelArguments).boot();
    }

    private void cutPowerAndBoot(String... kernelArguments) {
        gateway.powerOff();
        boot(kernelArguments);
    }

    /**
     * As on a container, but for the training of the start-up caches: emulated, it takes minutes,
     * so they come from a container. The package is the same, and so are the caches.
     */
    private void install(Path scratch) {
        gateway.sh(
                        "mkdir -p /var/cache/edgeward; echo path-exclude=/usr/lib/edgeward/edgeward-warm >/etc/dpkg/dpkg.cfg.d/trained")
                .orFail();
        try (Gateway container = Gateway.booted()) {
            Edgeward.installOn(container);
            for (String cache : List.of("daemon.aot", "cli.aot")) {
                Path here = scratch.resolve(cache);
                container.copyOut("/var/cache/edgeward/" + cache, here);
                gateway.copyIn(here, "/var/cache/edgeward/" + cache);
            }
        }
        Edgeward.installOn(gateway);
    }

    private void nothingAnswers() {
        for (Neighbour neighbour : neighbours) {
            for (Family family : Family.values()) {
                assertThat(neighbour.scanTcp(gateway, family, WELL_KNOWN)).isEmpty();
                assertThat(neighbour.probeUdp(gateway, family, UDP_PORTS)).isEmpty();
            }
        }
    }

    /** No prompt, and no shell without one: what is typed is not even echoed. */
    private void theConsoleIsDead() {
        Console console = gateway.console();
        assertThat(console.offersLogin(MOMENT)).isFalse();
        console.skip().type("id\necho al'i've\n");
        assertThat(console.awaitText("uid=|alive|al'i've", MOMENT)).isEmpty();
    }

    private boolean debugShellRuns() {
        return gateway.sh("pgrep -t tty9").ok();
    }

    @Test
    @Order(1)
    void inFactoryStateEmergencyModeAndTheDebugShellAreWaysIn() {
        boot("systemd.unit=emergency.target", "systemd.debug-shell");
        assertThat(gateway.condition()).isEqualTo("maintenance");
        assertThat(debugShellRuns()).isTrue();

        String password = gateway.freshPassword("root");
        gateway.run("systemctl", "restart", "--no-block", "emergency.service").orFail();
        Console console = gateway.console();
        assertThat(console.awaitText("Give root password", PATIENCE)).isPresent();
        console.type(password + "\n");
        assertThat(console.awaitText("root@gateway:.*# ", PATIENCE)).isPresent();
        console.type("id\n");
        assertThat(console.awaitText("uid=0", PATIENCE)).isPresent();
    }

    @Test
    @Order(2)
    void inFactoryStateTheSerialConsoleOffersALoginAndSshAnswers() {
        gateway.powerOff();
        boot();
        assertThat(gateway.condition()).isEqualTo("running");
        assertThat(gateway.console().offersLogin(PATIENCE)).isTrue();
        for (Neighbour neighbour : neighbours) {
            for (Family family : Family.values()) {
                assertThat(neighbour.scanTcp(gateway, family, WELL_KNOWN)).containsExactly(22);
                assertThat(neighbour.ssh(gateway, family, "root", "echo in").text())
                        .isEqualTo("in");
                assertThat(neighbour.probeUdp(gateway, family, UDP_PORTS)).isNotEmpty();
            }
        }
    }

    @Test
    @Order(3)
    void hardenedTheSerialConsoleIsDeadAndNothingAnswers(@TempDir Path scratch) {
        install(scratch);
        edgeward.harden();
        theConsoleIsDead();
        nothingAnswers();
    }

    @Test
    @Order(4)
    void afterAPowerCutRecoverOpensTheConsoleForThatBootAndNothingElse() {
        cutPowerAndBoot("edgeward.recover");
        nothingAnswers();
        String password = gateway.freshPassword("operator");
        assertThat(gateway.console().login("operator", password, PATIENCE)).isTrue();
        edgeward.awaitDaemon();
        assertThat(edgeward.json("settings", "show", "/services/localConsole/enabled").asBoolean())
                .isFalse();
    }

    @Test
    @Order(5)
    void theNextBootIsClosedAgain() {
        cutPowerAndBoot();
        assertThat(gateway.condition()).isEqualTo("running");
        theConsoleIsDead();
        nothingAnswers();
        edgeward.awaitDaemon();
        assertThat(edgeward.json("audit").path("compliant").asBoolean()).isTrue();
    }

    @Test
    @Order(6)
    void emergencyModeAndTheDebugShellAreNoWaysInAnyMore() {
        cutPowerAndBoot("systemd.unit=emergency.target", "systemd.debug-shell");
        theConsoleIsDead();
        assertThat(debugShellRuns()).isFalse();
    }

    @Test
    @Order(7)
    void norIsRescueMode() {
        cutPowerAndBoot("systemd.unit=rescue.target", "systemd.debug-shell");
        theConsoleIsDead();
        assertThat(debugShellRuns()).isFalse();
    }
}
