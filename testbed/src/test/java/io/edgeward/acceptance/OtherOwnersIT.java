package io.edgeward.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.testbed.BedException;
import io.edgeward.testbed.Family;
import io.edgeward.testbed.Gateway;
import io.edgeward.testbed.Neighbour;
import io.edgeward.testbed.TcpFlow;
import io.edgeward.testbed.junit.RealGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Others own tables of the packet filter too. NetworkManager's shared mode and nftables.service are
 * the real ones; for Docker, firewalld and ufw a file loads what they would load (they are heavy to
 * install), and a network namespace is the container.
 */
@RealGateway
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OtherOwnersIT {
    private static final Duration MOMENT = Duration.ofSeconds(3);
    private static final int PUBLISHED = 8080;
    private static final int SERVED = 9090;

    private static final String CONTAINER =
            """
            sysctl -qw net.ipv4.ip_forward=1
            ip link add docker0 type bridge
            ip address add 172.17.0.1/16 dev docker0
            ip link set docker0 up
            ip netns add box
            ip link add vbox type veth peer name eth0 netns box
            ip link set vbox master docker0 up
            ip -n box address add 172.17.0.2/16 dev eth0
            ip -n box link set eth0 up
            ip -n box route add default via 172.17.0.1
            systemd-run --quiet --collect --unit=box ip netns exec box /usr/local/libexec/testbed-echo tcp 80
            """;

    private static final String SHARED =
            """
            ip link add sh0 type veth peer name sh1
            ip link set sh1 up
            nmcli connection add type ethernet ifname sh0 con-name shared ipv4.method shared \
                ipv4.addresses 10.77.0.1/24 ipv6.method disabled
            nmcli connection up shared
            """;

    private final Gateway gateway;
    private final Edgeward edgeward;
    private final Neighbour wan;
    private String theirs = "";
    private int compared;

    OtherOwnersIT(Gateway gateway, Neighbour wan) {
        this.gateway = gateway;
        this.edgeward = new Edgeward(gateway);
        this.wan = wan;
    }

    @BeforeAll
    void installBesideTheOthers() {
        Edgeward.installOn(gateway);
        gateway.sh(CONTAINER).orFail();
        gateway.sh(SHARED).orFail();
        load("docker.nft");
        gateway.echoTcp(SERVED);
    }

    @AfterAll
    void count() {
        System.out.println("counts: listings of other owners' tables found identical: " + compared);
    }

    private void load(String name) {
        gateway.copyIn(Path.of("src/test/resources/other-owners", name), "/run/" + name);
        gateway.run("nft", "-f", "/run/" + name).orFail();
    }

    /** Every table but ours, with handles, without counters. */
    private String listing() {
        return gateway.sh(
                        "nft list tables | grep -v ' edgeward$' | while read -r _ t; do nft -s -a list table $t; done")
                .orFail()
                .out();
    }

    private void theirsAreIdentical() {
        assertThat(listing()).isEqualTo(theirs);
        compared++;
    }

    private boolean answersFromWan(int port) {
        try (TcpFlow flow = wan.connectTcp(gateway, Family.V4, port)) {
            return flow.alive(MOMENT);
        } catch (BedException e) {
            return false;
        }
    }

    /** Both at once, and not for long: that they would answer was seen before. */
    private void bothAreSilentFromWan() {
        String knock =
                "for p in %d %d; do timeout 2 bash -c \"exec 3<>/dev/tcp/%s/$p\" 2>/dev/null && echo $p & done; wait"
                        .formatted(PUBLISHED, SERVED, gateway.address(wan.side(), Family.V4));
        assertThat(wan.run("bash", "-c", knock).out()).isEmpty();
    }

    private void oursHolds() {
        assertThat(edgeward.json("audit").path("compliant").asBoolean()).isTrue();
        bothAreSilentFromWan();
    }

    private Map<String, String> toldOfOthers() {
        Map<String, String> says = new TreeMap<>();
        edgeward.json("exposure")
                .path("others")
                .forEach(it -> says.put(it.path("table").asString(), it.path("says").asString()));
        return says;
    }

    @Test
    @Order(1)
    void beforeHardeningThePublishedPortAndTheServiceAnswerFromOutside() {
        assertThat(answersFromWan(PUBLISHED)).isTrue();
        assertThat(answersFromWan(SERVED)).isTrue();
    }

    @Test
    @Order(2)
    void hardeningClosesThemAndLeavesEveryOtherTableAsItIs() {
        load("firewalld.nft");
        load("ufw.nft");
        theirs = listing();
        assertThat(theirs)
                .contains("table ip nat", "table inet firewalld", "table ip ufw")
                .contains("table ip nm-shared-sh0", "# handle");
        edgeward.harden();
        theirsAreIdentical();
        oursHolds();
        // The gateway itself still reaches the container.
        gateway.sh(
                        "printf hello | timeout 5 bash -c 'exec 3<>/dev/tcp/172.17.0.2/80; cat >&3; head -c 5 <&3'")
                .orFail();
    }

    @Test
    @Order(3)
    void theAuditSaysWhatEachTableAdds() {
        Map<String, String> says = toldOfOthers();
        assertThat(says)
                .containsEntry("ip nat", "may send packets elsewhere")
                .containsEntry("ip filter", "may drop what Edgeward lets in")
                .containsEntry("inet firewalld", "may drop what Edgeward lets in")
                .containsEntry("ip ufw", "may drop what Edgeward lets in")
                .containsEntry("ip nm-shared-sh0", "may drop what Edgeward lets in")
                .hasSize(5);
        String audit = edgeward.json("audit").path("findings").toString();
        String page = edgeward.expect(0, "exposure").out();
        for (String table : says.keySet()) {
            assertThat(audit).contains("\"table\":\"" + table + "\"");
            assertThat(page).contains("table " + table);
        }
    }

    @Test
    @Order(4)
    void whatTheyAcceptOpensNothingOfOurs() {
        // firewalld and ufw both accept 9090; ours does not.
        assertThat(listing()).contains("tcp dport { 22, 9090 }", "tcp dport 9090");
        gateway.run("nft", "insert", "rule", "ip", "filter", "FORWARD", "accept").orFail();
        theirs = listing();
        oursHolds();
    }

    @Test
    @Order(5)
    void whatOursAcceptsTheirsMayStillDrop() {
        edgeward.expect(
                0,
                "settings",
                "set",
                "/firewall/allow/web",
                "{\"protocol\":\"tcp\",\"ports\":\"9090\"}",
                "--now");
        assertThat(answersFromWan(SERVED)).isTrue();
        gateway.sh("nft insert rule ip ufw INPUT tcp dport 9090 drop").orFail();
        assertThat(answersFromWan(SERVED)).isFalse();
        assertThat(toldOfOthers()).containsEntry("ip ufw", "may drop what Edgeward lets in");
        edgeward.expect(0, "settings", "set", "/firewall/allow/web", "null", "--now");
        theirs = listing();
    }

    @Test
    @Order(6)
    void healingATrialAndARevertLeaveTheirsAsTheyAre() {
        gateway.run("nft", "add", "rule", "inet", "edgeward", "forward", "accept").orFail();
        assertThat(answersFromWan(PUBLISHED)).isTrue();
        edgeward.harden();
        theirsAreIdentical();
        oursHolds();
        edgeward.expect(
                8, "settings", "set", "/services/ssh/enabled", "true", "--confirm-within", "10m");
        theirsAreIdentical();
        edgeward.expect(0, "revert");
        theirsAreIdentical();
        oursHolds();
    }

    @Test
    @Order(7)
    void restartingNftablesWhichFlushesEverythingBringsOursBack() {
        gateway.run("systemctl", "restart", "nftables").orFail();
        assertThat(listing()).doesNotContain("firewalld").contains("table inet filter");
        gateway.sh(
                        "for i in $(seq 150); do nft list table inet edgeward >/dev/null 2>&1 && exit 0; sleep 0.2; done; exit 1")
                .orFail();
        theirs = listing();
        oursHolds();
        theirsAreIdentical();
        assertThat(toldOfOthers()).containsOnlyKeys("inet filter");
        assertThat(List.copyOf(toldOfOthers().values()))
                .containsExactly("opens nothing and drops nothing");
    }
}
