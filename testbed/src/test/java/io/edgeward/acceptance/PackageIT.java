package io.edgeward.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.testbed.Gateway;
import io.edgeward.testbed.Result;
import io.edgeward.testbed.junit.RealGateway;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The package comes and goes without a trace, and an upgrade keeps what was. */
@RealGateway
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PackageIT {
    private final Gateway gateway;
    private final Edgeward edgeward;
    private String before = "";

    PackageIT(Gateway gateway) {
        this.gateway = gateway;
        this.edgeward = new Edgeward(gateway);
    }

    /** Units, listeners, consoles, rules and files outside of what every apt run touches. */
    private String machine() {
        return gateway.sh(
                        """
                        systemctl list-units --plain --no-legend --full --state=active --type=service,socket,timer |
                            awk '{ print $1, $3, $4 }' | grep -vE 'user@|session|apt-daily|dpkg|edgeward-echo|run-' | sort
                        systemctl list-unit-files --plain --no-legend | awk '{ print $1, $2 }' | sort
                        ss -Hltnu | awk '{ print $1, $5 }' | sort
                        nft list ruleset
                        sysctl net.netfilter.nf_conntrack_tcp_loose 2>/dev/null
                        getent passwd; getent group
                        find / -xdev \\( -path /proc -o -path /sys -o -path /run -o -path /tmp -o -path /var/tmp \
                            -o -path /var/log -o -path /var/cache -o -path /var/lib/dpkg -o -path /var/lib/apt \
                            -o -path /root -o -path /var/lib/systemd \\) -prune -o -print | sort
                        """)
                .orFail()
                .out();
    }

    @Test
    @Order(1)
    void installingLeavesTheGatewayReachableExactlyAsItWas() {
        before = machine();
        String sshd =
                gateway.run("systemctl", "show", "-P", "InvocationID", "ssh.service")
                        .orFail()
                        .text();
        Edgeward.installOn(gateway);
        assertThat(
                        gateway.run("systemctl", "show", "-P", "InvocationID", "ssh.service")
                                .orFail()
                                .text())
                .isEqualTo(sshd);
        assertThat(gateway.run("nft", "list", "ruleset").orFail().out())
                .isEmpty();
        assertThat(edgeward.json("status").path("active").asInt()).isEqualTo(1);
        assertThat(edgeward.json("settings", "show", "/firewall/managed").asBoolean()).isFalse();
        assertThat(edgeward.json("settings", "show", "/services/ssh/enabled").asBoolean()).isTrue();
        gateway.run("systemctl", "restart", "ssh").orFail();
        assertThat(gateway.run("systemctl", "is-active", "ssh").text()).isEqualTo("active");
        gateway.reboot();
        assertThat(gateway.run("systemctl", "is-active", "ssh").text()).isEqualTo("active");
        assertThat(gateway.run("systemctl", "--failed", "--plain", "--no-legend").orFail().out())
                .isEmpty();
    }

    @Test
    @Order(2)
    void anUpgradeKeepsGenerationsAndAnOpenTrial() {
        edgeward.expect(0, "enforce", "--keep", "ssh=test", "--now");
        edgeward.expect(
                8, "settings", "set", "/services/ssh/port", "2222", "--confirm-within", "10m");
        String trial = gateway.run("cat", "/run/edgeward/trial").orFail().out();
        Result again =
                gateway.run(
                        java.time.Duration.ofMinutes(3),
                        "sh",
                        "-c",
                        "dpkg -i /var/tmp/" + Edgeward.debianPackage("edgeward_").getFileName());
        assertThat(again.exit()).as(again.out() + again.err()).isZero();
        assertThat(gateway.run("cat", "/run/edgeward/trial").orFail().out()).isEqualTo(trial);
        assertThat(gateway.sh("ss -Hltn sport = :2222").orFail().out()).isNotEmpty();
        edgeward.expect(0, "revert");
        assertThat(gateway.sh("ss -Hltn sport = :22").orFail().out()).isNotEmpty();
        assertThat(edgeward.json("generations").path("generations").size()).isEqualTo(3);
    }

    @Test
    @Order(3)
    void purgingAHardenedGatewayGivesTheMachineBackAsItWas() {
        edgeward.harden();
        assertThat(gateway.sh("ss -Hltn sport = :22").orFail().out()).isEmpty();
        gateway.run(
                        java.time.Duration.ofMinutes(3),
                        "env",
                        "DEBIAN_FRONTEND=noninteractive",
                        "apt-get",
                        "purge",
                        "-y",
                        "-q",
                        "edgeward")
                .orFail();
        assertThat(machine()).isEqualTo(before);
        gateway.reboot();
        assertThat(gateway.run("systemctl", "is-active", "ssh").text()).isEqualTo("active");
    }
}
