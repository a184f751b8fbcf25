package io.edgeward.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.testbed.Gateway;
import io.edgeward.testbed.junit.RealGateway;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The audit sees effects: whatever is done behind its back on a hardened gateway is told by name,
 * and no longer once it is undone.
 */
@RealGateway
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EffectsIT {
    private static final String CONSOLE_RULE = "TPE-2.2.2";
    private static final String SSH_RULE = "TPE-2.2.5";
    private static final String FIREWALL_RULE = "TPE-3.3";

    private final Gateway gateway;
    private final Edgeward edgeward;
    private int told;

    EffectsIT(Gateway gateway) {
        this.gateway = gateway;
        this.edgeward = new Edgeward(gateway);
    }

    @BeforeAll
    void harden() {
        Edgeward.installOn(gateway);
        edgeward.harden();
    }

    @AfterEach
    void isCleanAgain() {
        assertThat(failing()).as("what the test before left behind").isEmpty();
        assertThat(ask("status").path("drift")).isEmpty();
    }

    @AfterAll
    void count() {
        System.out.println("counts: effects told by name and gone when undone: " + told);
    }

    /** As the command line asks, without its start each time. */
    private JsonNode ask(String what) {
        String answer =
                gateway.run(
                                "curl",
                                "-sSf",
                                "-m",
                                "60",
                                "--unix-socket",
                                "/run/edgeward-daemon/control.sock",
                                "http://localhost/api/v1/" + what)
                        .orFail()
                        .out();
        return new JsonMapper().readTree(answer);
    }

    private List<String> failing() {
        return failing(ask("audit?profile=field"));
    }

    private static List<String> failing(JsonNode audit) {
        assertThat(audit.path("findings")).as(audit.toString()).hasSize(3);
        return audit.path("findings")
                .valueStream()
                .filter(it -> !it.path("result").asString().equals("pass"))
                .map(it -> it.path("rule").asString())
                .toList();
    }

    /** Does something behind the product's back: the rule fails, and the name of it is told. */
    private void fails(String rule, String name, String deed) {
        gateway.sh(deed).orFail();
        JsonNode audit = ask("audit?profile=field");
        assertThat(failing(audit)).as(deed).containsExactly(rule);
        assertThat(audit.path("findings") + ask("status").toString()).contains(name);
        told++;
    }

    private void tells(String name) {
        assertThat(ask("status").toString()).contains(name);
        told++;
    }

    /** Enforcing puts back what is Edgeward's own. */
    private void enforceHeals() {
        edgeward.harden();
    }

    private void undo(String script) {
        gateway.sh(script).orFail();
    }

    private static String perl(String unit, String program) {
        return "systemd-run --quiet --collect --unit="
                + unit
                + " perl -MSocket -e '"
                + program
                + "; print \"up\\n\"; sleep' && sleep 0.5 && systemctl is-active --quiet "
                + unit;
    }

    @Test
    void aPortAddedByHandInOurTableIsTold() {
        fails(
                FIREWALL_RULE,
                "+ tcp dport 4444 accept",
                "nft add rule inet edgeward input tcp dport 4444 accept");
        enforceHeals();
    }

    @Test
    void aRuleTakenOutOfOurTableIsTold() {
        fails(
                FIREWALL_RULE,
                "- type filter hook forward",
                "nft flush chain inet edgeward forward; nft delete chain inet edgeward forward");
        enforceHeals();
    }

    @Test
    void theWholeRulesetFlushedIsTold() {
        undo(
                perl(
                        "flushed",
                        "socket(S, PF_INET, SOCK_DGRAM, 0); bind(S, sockaddr_in(40405, INADDR_ANY)) or die"));
        fails(FIREWALL_RULE, "its rules are not in the kernel", "nft flush ruleset");
        tells("40405");
        enforceHeals();
        undo("systemctl stop flushed");
    }

    @Test
    void flowsOlderThanTheTableLetInByTheKernelsSettingIsTold() {
        fails(
                FIREWALL_RULE,
                "nf_conntrack_tcp_loose",
                "echo 1 >/proc/sys/net/netfilter/nf_conntrack_tcp_loose");
        enforceHeals();
    }

    @Test
    void anSshServerStartedByHandIsTold() {
        fails(
                SSH_RULE,
                "it listens on port 2222",
                "mkdir -p /run/sshd; /usr/sbin/sshd -p 2222 -o PidFile=/run/by-hand.pid;"
                        + " for i in 1 2 3 4 5 6 7 8 9; do [ -s /run/by-hand.pid ] && exit 0; sleep 0.2; done; exit 1");
        undo("kill $(cat /run/by-hand.pid); sleep 0.5");
    }

    @Test
    void aLaterDropInThatResetsOurConditionIsTold() {
        fails(
                SSH_RULE,
                "ssh.service does not heed the switch",
                """
                mkdir -p /etc/systemd/system/ssh.service.d
                printf '[Unit]\\nConditionPathExists=\\n' >/etc/systemd/system/ssh.service.d/zz.conf
                systemctl daemon-reload\
                """);
        gateway.run("systemctl", "start", "ssh").orFail();
        tells("ssh.service runs");
        undo(
                "systemctl stop ssh; rm -r /etc/systemd/system/ssh.service.d; systemctl daemon-reload");
    }

    @Test
    void aDropInOfTheSameNameThatHidesOursIsTold() {
        fails(
                CONSOLE_RULE,
                "getty@.service does not heed the switch",
                """
                mkdir -p /etc/systemd/system/getty@.service.d
                ln -s /dev/null /etc/systemd/system/getty@.service.d/50-edgeward.conf
                systemctl daemon-reload\
                """);
        undo("rm -r /etc/systemd/system/getty@.service.d; systemctl daemon-reload");
    }

    @Test
    void aRemovedDropInIsToldBeforeSystemdKnows() {
        fails(
                CONSOLE_RULE,
                "debug-shell.service does not heed the switch",
                "rm /usr/lib/systemd/system/debug-shell.service.d/50-edgeward.conf");
        undo("systemctl daemon-reload");
        assertThat(failing()).containsExactly(CONSOLE_RULE);
        enforceHeals();
        assertThat(
                        gateway.run("systemctl", "show", "-p", "DropInPaths", "debug-shell")
                                .orFail()
                                .out())
                .contains("50-edgeward.conf");
    }

    @Test
    void anAlteredDropInIsTold() {
        fails(
                SSH_RULE,
                "ssh.socket does not heed the switch",
                "echo '# mine' >>/usr/lib/systemd/system/ssh.socket.d/50-edgeward.conf");
        enforceHeals();
    }

    @Test
    void aUnitFilePutOverTheVendorsIsTold() {
        fails(
                SSH_RULE,
                "ssh.service does not heed the switch",
                """
                cp /lib/systemd/system/ssh.service /etc/systemd/system/ssh.service
                mkdir /etc/systemd/system/ssh.service.d
                printf '[Unit]\\nConditionPathExists=\\n' >/etc/systemd/system/ssh.service.d/override.conf
                systemctl daemon-reload\
                """);
        undo("rm -r /etc/systemd/system/ssh.service*; systemctl daemon-reload");
    }

    /** Our drop-in holds whatever the unit file says: neither its program nor its lack of one. */
    @Test
    void aChangedUnitFileOpensNothing() {
        undo(
                """
                cp /lib/systemd/system/ssh.service /run/vendors
                sed -i 's/^ExecStart=.*/ExecStart=\\/usr\\/sbin\\/sshd -D -p 2223/; /^Condition/d' /lib/systemd/system/ssh.service
                systemctl daemon-reload; systemctl start ssh; ! ss -Hltn sport = :2223 | grep -q .\
                """);
        assertThat(failing()).isEmpty();
        undo("cp /run/vendors /lib/systemd/system/ssh.service; systemctl daemon-reload");
    }

    @Test
    void anAgettyOnAnotherTerminalIsTold() {
        fails(
                CONSOLE_RULE,
                "pts/1 (agetty) offers a login",
                "systemd-run --quiet --collect --unit=another script -qfc 'agetty --noclear - linux' /dev/null;"
                        + " for i in 1 2 3 4 5 6 7 8 9; do pgrep agetty && exit 0; sleep 0.2; done; exit 1");
        undo("systemctl stop another");
    }

    /** A container has the host's kernel command line: a file stands in for one of its own. */
    @Test
    void aDebugShellOnTheKernelCommandLineIsTold() {
        fails(
                CONSOLE_RULE,
                "systemd.debug-shell",
                "echo 'quiet systemd.debug-shell' >/run/cmdline; mount --bind /run/cmdline /proc/cmdline");
        undo("umount /proc/cmdline");
    }

    @Test
    void aForeignPacketSocketWhichNoFirewallKeepsOutIsTold() {
        fails(
                FIREWALL_RULE,
                "\"protocol\":\"packet\",\"port\":0,\"process\":\"perl\"",
                perl("sniffer", "socket(S, 17, SOCK_RAW, unpack(\"n\", pack(\"S\", 3))) or die"));
        undo("systemctl stop sniffer");
    }

    @Test
    void aForeignRawSocketIsTold() {
        fails(
                FIREWALL_RULE,
                "\"protocol\":\"raw\",\"port\":1,\"process\":\"perl\"",
                perl("pinger", "socket(S, PF_INET, SOCK_RAW, 1) or die"));
        undo("systemctl stop pinger");
    }

    /** Behind a firewall that holds it is not reached; it is told, and that it is not. */
    @Test
    void aForeignUdpAndAForeignV6OnlyListenerIsTold() {
        undo(
                perl(
                        "udp",
                        "socket(S, PF_INET, SOCK_DGRAM, 0); bind(S, sockaddr_in(40406, INADDR_ANY)) or die"));
        undo(
                perl(
                        "six",
                        "socket(S, PF_INET6, SOCK_STREAM, 0); setsockopt(S, 41, 26, 1);"
                                + " bind(S, pack_sockaddr_in6(40407, Socket::IN6ADDR_ANY)) or die; listen(S, 5)"));
        assertThat(ask("exposure").path("listening").toString())
                .contains(
                        "{\"protocol\":\"tcp\",\"port\":40407,\"process\":\"perl\",\"address\":\"::\",\"family\":\"v6\",\"reachable\":false}",
                        "{\"protocol\":\"udp\",\"port\":40406,\"process\":\"perl\",\"address\":\"0.0.0.0\",\"family\":\"v4\",\"reachable\":false}");
        assertThat(failing()).isEmpty();
        fails(FIREWALL_RULE, "40406", "nft delete table inet edgeward");
        tells("40407");
        enforceHeals();
        undo("systemctl stop udp six");
        assertThat(ask("exposure").path("listening").toString()).doesNotContain("4040");
    }
}
