package io.edgeward.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.testbed.Family;
import io.edgeward.testbed.Gateway;
import io.edgeward.testbed.Neighbour;
import io.edgeward.testbed.Side;
import io.edgeward.testbed.SshSession;
import io.edgeward.testbed.TcpFlow;
import io.edgeward.testbed.junit.RealGateway;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The main job: from factory state to the field profile, as the neighbours see it. */
@RealGateway
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FieldProfileIT {
    private static final Duration MOMENT = Duration.ofSeconds(3);
    private static final List<Integer> UDP_PORTS =
            List.of(53, 67, 68, 123, 137, 161, 500, 1900, 5353, 40404);

    /** Pushes for ever to whoever connects, from inside the gateway. */
    private static final String PUSHER =
            """
            systemd-run --quiet --collect --unit=pusher perl -MIO::Socket::INET -e '
                $SIG{PIPE} = "IGNORE";
                my $door = IO::Socket::INET->new(LocalPort => 40003, Listen => 5, ReuseAddr => 1) or die $!;
                while (my $peer = $door->accept) {
                    $peer->autoflush(1);
                    while (print $peer "tick\\n") { select(undef, undef, undef, 0.1) }
                }'
            """;

    private final Gateway gateway;
    private final Edgeward edgeward;
    private final List<Neighbour> neighbours;

    FieldProfileIT(Gateway gateway, Neighbour wan, Neighbour lan1, Neighbour lan2) {
        this.gateway = gateway;
        this.edgeward = new Edgeward(gateway);
        this.neighbours = List.of(wan, lan1, lan2);
    }

    @BeforeAll
    void install() {
        Edgeward.installOn(gateway);
        gateway.echoUdp(40404);
    }

    private Neighbour on(Side side) {
        return gateway.neighbour(side);
    }

    /** Nothing answers, not even by a refusal: nmap's own word for silence. */
    private void everythingIsSilent() {
        for (Neighbour neighbour : neighbours) {
            for (Family family : Family.values()) {
                String address = gateway.address(neighbour.side(), family);
                String scan =
                        neighbour
                                .run(
                                        Duration.ofMinutes(3),
                                        "nmap",
                                        family == Family.V6 ? "-6" : "-4",
                                        "-n",
                                        "-Pn",
                                        "-sS",
                                        "-p-",
                                        "--max-retries",
                                        "0",
                                        "--min-rate",
                                        "20000",
                                        address)
                                .orFail()
                                .out();
                assertThat(scan)
                        .as(neighbour.side() + " " + family)
                        .containsPattern("All 65535 scanned ports .*are in ignored states")
                        .contains("65535 filtered tcp ports (no-response)");
                assertThat(neighbour.probeUdp(gateway, family, UDP_PORTS))
                        .as(neighbour.side() + " " + family)
                        .isEmpty();
            }
        }
        for (Family family : Family.values()) {
            assertThat(on(Side.LAN1).scanTcp(gateway, family)).isEmpty();
        }
        assertThat(gateway.console().offersLogin(MOMENT)).isFalse();
    }

    @Test
    @Order(1)
    void inFactoryStateSshAnswersEverywhereAndTheConsoleOffersALogin() {
        for (Neighbour neighbour : neighbours) {
            for (Family family : Family.values()) {
                assertThat(neighbour.scanTcp(gateway, family)).contains(22);
                assertThat(neighbour.ssh(gateway, family, "root", "echo in").text())
                        .isEqualTo("in");
                assertThat(neighbour.probeUdp(gateway, family, UDP_PORTS)).isNotEmpty();
            }
        }
        assertThat(gateway.console().offersLogin(MOMENT)).isTrue();
    }

    @Test
    @Order(2)
    void enforcingCutsWhatWasOpenAndKeepsTheGatewaysOwnNetwork() {
        gateway.echoTcp(40001);
        gateway.sh(PUSHER).orFail();
        gateway.sh(
                        "for i in $(seq 100); do ss -Hltn sport = :40003 | grep -q . && exit 0; sleep 0.05; done; exit 1")
                .orFail();
        try (SshSession session = on(Side.LAN1).openSsh(gateway, Family.V4, "root");
                TcpFlow flow = on(Side.LAN2).connectTcp(gateway, Family.V6, 40001);
                TcpFlow pushed = on(Side.WAN).connectTcp(gateway, Family.V4, 40003)) {
            assertThat(session.alive(MOMENT)).isTrue();
            assertThat(flow.alive(MOMENT)).isTrue();
            assertThat(pushed.receive(MOMENT)).isPresent();
            int lease = secondsLeft(Family.V4);
            int router = secondsLeft(Family.V6);

            edgeward.harden();

            assertThat(session.alive(MOMENT)).isFalse();
            assertThat(flow.alive(MOMENT)).isFalse();
            drain(pushed);
            assertThat(pushed.receive(MOMENT)).isEmpty();
            assertThat(gateway.run("loginctl", "list-sessions", "--no-legend").orFail().out())
                    .isEmpty();
            outboundWorks();
            risesAgain(Family.V6, router, Duration.ofMinutes(1));
            risesAgain(Family.V4, lease, Duration.ofMinutes(2));
        }
    }

    /** Takes what was on its way when the flow was cut. */
    private static void drain(TcpFlow flow) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (flow.receive(Duration.ofSeconds(1)).isPresent()) {
            assertThat(System.nanoTime()).as("the pushed flow goes on").isLessThan(end);
        }
    }

    private int secondsLeft(Family family) {
        return Integer.parseInt(
                gateway.sh(
                                "ip -o %s addr show dev eth0 scope global dynamic | sed 's/.*valid_lft \\([0-9]*\\)sec.*/\\1/' | sort -n | head -1"
                                        .formatted(family == Family.V4 ? "-4" : "-6"))
                        .orFail()
                        .text());
    }

    /** A lease that is renewed has more time left than before; one that is not has ever less. */
    private void risesAgain(Family family, int before, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        int least = before;
        while (true) {
            int now = secondsLeft(family);
            if (now > least) {
                return;
            }
            least = now;
            assertThat(System.nanoTime()).as(family + " address is not renewed").isLessThan(end);
            gateway.run("sleep", "1").orFail();
        }
    }

    private void outboundWorks() {
        try (var _ = on(Side.WAN).serveHttp(8080, "hello")) {
            for (Family family : Family.values()) {
                String host = Side.WAN.neighbour(family);
                String url = "http://" + (family == Family.V6 ? "[" + host + "]" : host) + ":8080/";
                assertThat(gateway.run("curl", "-sS", "-m", "10", url).orFail().out())
                        .contains("hello");
            }
        }
    }

    @Test
    @Order(3)
    void hardenedNothingAnswersFromThreeSidesOverV4AndV6() {
        everythingIsSilent();
    }

    @Test
    @Order(4)
    void theConsoleIgnoresInput() {
        String password = gateway.freshPassword("operator");
        assertThat(gateway.console().login("operator", password, MOMENT)).isFalse();
    }

    @Test
    @Order(5)
    void stillSoAfterAReboot() {
        edgeward.reboot();
        gateway.echoUdp(40404);
        everythingIsSilent();
        outboundWorks();
        assertThat(edgeward.json("audit").path("compliant").asBoolean()).isTrue();
    }

    @Test
    @Order(6)
    void stillSoWithoutTheDaemonAndAgainstAStartByHand() {
        gateway.run("systemctl", "stop", "edgeward").orFail();
        gateway.run("systemctl", "start", "ssh");
        gateway.run("systemctl", "start", "console-getty", "serial-getty@ttyS0", "getty@tty1");
        assertThat(gateway.run("systemctl", "is-active", "ssh").text()).isEqualTo("inactive");
        for (Family family : Family.values()) {
            for (Neighbour neighbour : neighbours) {
                assertThat(neighbour.ssh(gateway, family, "root", "true").ok()).isFalse();
            }
            assertThat(on(Side.WAN).scanTcp(gateway, family)).isEmpty();
        }
        assertThat(gateway.console().offersLogin(MOMENT)).isFalse();
        // The second lock: a server that somebody starts by hand is not reached either.
        gateway.sh("mkdir -p /run/sshd; /usr/sbin/sshd -p 2222; ss -Hltn sport = :2222 | grep -q .")
                .orFail();
        assertThat(on(Side.WAN).scanTcp(gateway, Family.V4)).isEmpty();
        gateway.run("systemctl", "start", "edgeward").orFail();
    }
}
