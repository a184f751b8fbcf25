package io.edgeward.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.testbed.Family;
import io.edgeward.testbed.Gateway;
import io.edgeward.testbed.Neighbour;
import io.edgeward.testbed.Result;
import io.edgeward.testbed.junit.RealGateway;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A trial that nobody confirms leaves no trace but its events; one that is confirmed stays. */
@RealGateway
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TrialIT {
    private static final Duration MOMENT = Duration.ofSeconds(3);

    private final Gateway gateway;
    private final Edgeward edgeward;
    private final Neighbour lan1;

    TrialIT(Gateway gateway, Neighbour lan1) {
        this.gateway = gateway;
        this.edgeward = new Edgeward(gateway);
        this.lan1 = lan1;
    }

    @BeforeAll
    void install() {
        Edgeward.installOn(gateway);
    }

    private boolean sshAnswers() {
        return lan1.ssh(gateway, Family.V4, "root", "true").ok();
    }

    /** Everything closed for half a minute: nobody could confirm it, and it says so. */
    private void rehearse() {
        assertThat(sshAnswers()).isTrue();
        assertThat(gateway.console().offersLogin(MOMENT)).isTrue();
        Result trial =
                edgeward.expect(8, "enforce", "--accept-loss", "all", "--confirm-within", "30s");
        assertThat(trial.out() + trial.err()).containsIgnoringCase("nobody");
        assertThat(sshAnswers()).isFalse();
        assertThat(gateway.console().offersLogin(MOMENT)).isFalse();
    }

    private void everythingIsBackByItself() {
        gateway.sh(
                        "for i in $(seq 400); do [ -e /run/edgeward/trial ] || exit 0; sleep 0.1; done; exit 1")
                .orFail();
        assertThat(sshAnswers()).isTrue();
        assertThat(gateway.console().offersLogin(MOMENT)).isTrue();
        assertThat(gateway.run("nft", "list", "tables").orFail().out()).doesNotContain("edgeward");
        assertThat(gateway.run("readlink", "/run/edgeward/active").text())
                .endsWith("generations/1");
    }

    private void theLogSaysWhy() {
        gateway.sh(
                        "for i in $(seq 100); do edgeward log --json | grep -q trial-ended && exit 0; sleep 0.2; done; exit 1")
                .orFail();
        var last = edgeward.json("log").path("events").valueStream().toList().getLast();
        assertThat(last.path("what").asString()).isEqualTo("trial-ended");
        assertThat(last.path("outcome").asString()).isEqualTo("reverted");
        assertThat(last.path("why").asString()).contains("in time");
        assertThat(edgeward.json("status").path("alarms")).isEmpty();
        assertThat(edgeward.json("status").path("drift")).isEmpty();
    }

    private void forgetEvents() {
        gateway.sh(
                        "systemctl stop edgeward; rm -f /var/lib/edgeward-daemon/events*; systemctl start edgeward")
                .orFail();
        edgeward.awaitDaemon();
    }

    @Test
    @Order(1)
    void notConfirmedEverythingComesBackAndTheLogSaysWhy() {
        rehearse();
        everythingIsBackByItself();
        theLogSaysWhy();
        forgetEvents();
    }

    @Test
    @Order(2)
    void theSameWithTheDaemonFrozen() {
        rehearse();
        gateway.freeze("edgeward");
        everythingIsBackByItself();
        gateway.signal("edgeward", "CONT");
        theLogSaysWhy();
        forgetEvents();
    }

    @Test
    @Order(3)
    void theSameWithTheDaemonKilledForGood() {
        rehearse();
        gateway.sh("systemctl mask --runtime --now edgeward; systemctl kill -s KILL edgeward; true")
                .orFail();
        everythingIsBackByItself();
        gateway.sh("systemctl unmask --runtime edgeward; systemctl start edgeward").orFail();
        theLogSaysWhy();
    }

    @Test
    @Order(4)
    void aRebootInATrialIsARevert() {
        edgeward.expect(8, "enforce", "--keep", "ssh=test", "--confirm-within", "10m");
        edgeward.reboot();
        assertThat(edgeward.onTrial()).isFalse();
        assertThat(edgeward.json("status").path("active").asInt()).isEqualTo(1);
        assertThat(sshAnswers()).isTrue();
    }

    @Test
    @Order(5)
    void aPowerCutInATrialBootsWhatWasConfirmed() {
        edgeward.expect(8, "enforce", "--keep", "ssh=test", "--confirm-within", "10m");
        edgeward.cutPower();
        assertThat(edgeward.json("status").path("active").asInt()).isEqualTo(1);
        assertThat(edgeward.json("status").path("alarms")).isEmpty();
    }

    @Test
    @Order(6)
    void confirmedFromAFreshLoginItStaysOverAPowerCut() {
        edgeward.expect(8, "enforce", "--keep", "ssh=test");
        Result confirmed = lan1.ssh(gateway, Family.V6, "root", "edgeward confirm");
        assertThat(confirmed.exit()).as(confirmed.out() + confirmed.err()).isZero();
        edgeward.cutPower();
        assertThat(edgeward.json("audit", "--profile", "field").path("generation").asInt())
                .isGreaterThan(1);
        assertThat(edgeward.json("settings", "show", "/firewall/managed").asBoolean()).isTrue();
        assertThat(lan1.scanTcp(gateway, Family.V4)).containsExactly(22);
        assertThat(lan1.scanTcp(gateway, Family.V6)).containsExactly(22);
    }

    @Test
    @Order(7)
    void aLoginThatIsOlderThanTheChangeConfirmsNothing() {
        Result refused =
                lan1.ssh(
                        gateway,
                        Family.V4,
                        "root",
                        "edgeward settings set /firewall/answerPing false --confirm-within 2m;"
                                + " edgeward confirm; echo exit=$?");
        assertThat(refused.out()).endsWith("exit=3\n");
        assertThat(refused.err()).contains("began before the change");
        assertThat(edgeward.onTrial()).isTrue();
        edgeward.expect(0, "revert");
    }
}
