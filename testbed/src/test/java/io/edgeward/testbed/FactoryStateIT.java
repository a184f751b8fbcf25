package io.edgeward.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.testbed.UdpReply.How;
import io.edgeward.testbed.junit.RealGateway;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In factory state everything that Edgeward will close is open, and the bed's eyes see it. */
@RealGateway
class FactoryStateIT {

    private static final Duration BRIEFLY = Duration.ofSeconds(5);

    /** A getty waits for quiet before its first prompt, and a wrong password costs a pause. */
    private static final Duration AT_THE_CONSOLE = Duration.ofSeconds(20);

    @Test
    void systemdHasSettledWithoutAFailedUnit(Gateway gateway) {
        assertThat(gateway.run("systemctl", "--failed", "--plain", "--no-legend").text()).isEmpty();
        assertThat(gateway.condition()).isEqualTo("running");
    }

    @ParameterizedTest
    @EnumSource
    void sshAnswersOnEverySide(
            Family family, Gateway gateway, Neighbour wan, Neighbour lan1, Neighbour lan2) {
        for (var neighbour : List.of(wan, lan1, lan2)) {
            assertThat(neighbour.ssh(gateway, family, "operator", "sudo id -un").orFail().text())
                    .isEqualTo("root");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theScanFindsWhatIsOpenAndNothingElse(Family family, Gateway gateway, Neighbour wan) {
        var edge = family == Family.V4 ? 65_535 : 1;
        gateway.echoTcp(edge);
        assertThat(wan.scanTcp(gateway, family))
                .contains(22, edge)
                .containsAll(wan.scanTcpWithNmap(gateway, family));
    }

    @ParameterizedTest
    @EnumSource
    void theScanFindsTheOneOpenPortBehindAFirewallThatKeepsSilent(
            Family family, Gateway gateway, Neighbour wan) {
        gateway.address(Side.WAN, family);
        gateway.sh(
                        "nft -f -",
                        """
                        table inet silent {
                            chain in {
                                type filter hook input priority 0; policy drop
                                meta l4proto 58 accept
                                tcp dport 22 accept
                            }
                        }
                        """)
                .orFail();
        try {
            assertThat(wan.scanTcp(gateway, family)).containsExactly(22);
            assertThat(wan.probeUdp(gateway, family)).isEmpty();
        } finally {
            gateway.sh("nft delete table inet silent").orFail();
        }
    }

    @Test
    void theConsoleOffersALoginAndTakesThePasswordOnly(Gateway gateway) {
        var password = gateway.freshPassword("operator");
        var console = gateway.console();
        assertThat(console.login("operator", "not-" + password, AT_THE_CONSOLE)).isFalse();
        assertThat(console.awaitText("Login incorrect", AT_THE_CONSOLE)).isPresent();
        assertThat(console.login("operator", password, AT_THE_CONSOLE)).isTrue();
        gateway.run("loginctl", "terminate-user", "operator").orFail();
    }

    @Test
    void aConsoleWithoutAGettyOffersNoLoginAndIgnoresInput(Gateway gateway) {
        assertThat(gateway.console().offersLogin(AT_THE_CONSOLE)).isTrue();
        gateway.run("systemctl", "stop", "console-getty.service").orFail();
        assertThat(gateway.console().offersLogin(Duration.ofSeconds(2))).isFalse();
        gateway.run("systemctl", "start", "console-getty.service").orFail();
        assertThat(gateway.console().offersLogin(AT_THE_CONSOLE)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void theUdpProbeHearsANameServer(Family family, Gateway gateway, Neighbour lan1) {
        assertThat(lan1.probeUdp(gateway, family, List.of(53)))
                .containsExactly(new UdpReply(53, How.UNREACHABLE));
        gateway.sh(
                        "systemd-run --quiet --unit=names dnsmasq --keep-in-foreground --conf-file=/dev/null --no-resolv")
                .orFail();
        assertThat(lan1.probeUdp(gateway, family, List.of(53)))
                .containsExactly(new UdpReply(53, How.ANSWER));
        gateway.run("systemctl", "stop", "names").orFail();
    }

    @Test
    void theUdpProbeHearsAnAdministrativeRefusal(Gateway gateway, Neighbour lan1) {
        gateway.sh(
                        "nft -f -",
                        """
                        table inet refuse {
                            chain in {
                                type filter hook input priority 0
                                udp dport 161 reject with icmpx type admin-prohibited
                            }
                        }
                        """)
                .orFail();
        assertThat(lan1.probeUdp(gateway, Family.V4, List.of(161)))
                .containsExactly(new UdpReply(161, How.REFUSED));
        gateway.sh("nft delete table inet refuse").orFail();
    }

    @Test
    void aDhcpClientGetsALeaseFromAServerAndNoneWithoutOne(Gateway gateway, Neighbour lan2) {
        assertThat(lan2.askForLease(Duration.ofSeconds(3))).isEmpty();
        gateway.sh(
                        "systemd-run --quiet --unit=leases dnsmasq --keep-in-foreground --conf-file=/dev/null --port=0"
                                + " --no-ping --interface=eth2 --dhcp-range=192.168.128.50,192.168.128.60,2m")
                .orFail();
        assertThat(lan2.askForLease(Duration.ofSeconds(8)).orElseThrow())
                .matches("192\\.168\\.128\\.(5\\d|60)"); // the whole range, its last address too
        assertThat(lan2.probeUdp(gateway, Family.V4, List.of(67)))
                .contains(new UdpReply(67, How.ANSWER));
        gateway.run("systemctl", "stop", "leases").orFail();
    }

    @Test
    void theGatewayHasALeaseAnAddressFromTheRouterAndGetsOut(Gateway gateway, Neighbour wan) {
        assertThat(gateway.address(Side.WAN, Family.V4)).startsWith("192.0.2.1");
        assertThat(gateway.address(Side.WAN, Family.V6)).startsWith("2001:db8:1:0:");
        try (var server = wan.serveHttp(8080, "hello from outside")) {
            assertThat(gateway.sh("curl -gsS -m 5 http://192.0.2.1:8080/").text())
                    .isEqualTo("hello from outside");
            assertThat(gateway.sh("curl -gsS -m 5 'http://[2001:db8:1::1]:8080/'").text())
                    .isEqualTo("hello from outside");
            assertThat(server.callers()).hasSize(2);
        }
    }

    @Test
    void aNeighbourCanPushIntoAFlowThatTheGatewayBegan(Gateway gateway, Neighbour wan) {
        gateway.address(Side.WAN, Family.V4);
        try (var listener = wan.listen(9000)) {
            gateway.dialTcp("192.0.2.1", 9000);
            try (var flow = listener.accept(BRIEFLY)) {
                assertThat(flow.alive(BRIEFLY)).isTrue();
                gateway.run("systemctl", "stop", "echo-dial-9000").orFail();
                assertThat(flow.alive(BRIEFLY)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOpenFlowIsAliveOnlyWhileItPasses(Family family, Gateway gateway, Neighbour wan) {
        var port = family == Family.V4 ? 7004 : 7006;
        gateway.echoTcp(port);
        try (var flow = wan.connectTcp(gateway, family, port)) {
            assertThat(flow.alive(BRIEFLY)).isTrue();
            gateway.sh(
                            "nft -f -",
                            """
                            table inet cut {
                                chain in {
                                    type filter hook input priority 0
                                    tcp dport %d drop
                                }
                            }
                            """
                                    .formatted(port))
                    .orFail();
            assertThat(flow.alive(Duration.ofSeconds(2))).isFalse();
        } finally {
            gateway.sh("nft delete table inet cut");
        }
    }

    @Test
    void anSshSessionIsSeenToLiveAndToDie(Gateway gateway, Neighbour wan) {
        try (var session = wan.openSsh(gateway, Family.V4, "operator")) {
            assertThat(session.alive(BRIEFLY)).isTrue();
            gateway.run("loginctl", "terminate-user", "operator").orFail();
            assertThat(session.alive(BRIEFLY)).isFalse();
            assertThat(session.ended(BRIEFLY)).isTrue();
        }
    }

    @Test
    void aSwitchedOffPortLosesCarrier(Gateway gateway, Neighbour lan2) {
        assertThat(lan2.carrier()).isTrue();
        gateway.run("ip", "link", "set", "eth2", "down").orFail();
        assertThat(lan2.carrier()).isFalse();
        gateway.run("ip", "link", "set", "eth2", "up").orFail();
    }

    @Test
    void aFrozenServiceDoesNotAnswerUntilItIsThawed(Gateway gateway, Neighbour lan1) {
        gateway.echoTcp(7100);
        gateway.freeze("echo-tcp-7100");
        try (var flow = lan1.connectTcp(gateway, Family.V4, 7100)) {
            assertThat(flow.alive(Duration.ofSeconds(1))).isFalse();
            gateway.signal("echo-tcp-7100", "CONT");
            assertThat(flow.alive(BRIEFLY)).isTrue();
        }
    }

    @Test
    void aSlowCommandIsKilledAndTheResultSaysSo(Gateway gateway) {
        var slow = gateway.run(Duration.ofSeconds(1), "sleep", "77");
        assertThat(slow.exit()).isEqualTo(Result.TIMED_OUT);
        assertThat(gateway.run("pgrep", "--runstates", "R,S,D", "--exact", "sleep").ok()).isFalse();
    }

    @Test
    void theGatewaysRootCannotReachTheHost(Gateway gateway) {
        assertThat(gateway.run("date", "--set", "2001-01-01").ok()).isFalse();
    }
}
