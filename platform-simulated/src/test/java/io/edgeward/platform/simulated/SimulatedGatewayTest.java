package io.edgeward.platform.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeward.core.platform.Answer;
import io.edgeward.core.platform.BootTime;
import io.edgeward.core.platform.Generation;
import io.edgeward.core.platform.Login;
import io.edgeward.core.platform.Observation;
import io.edgeward.core.platform.PlatformException;
import io.edgeward.core.settings.Protocol;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulatedGatewayTest {
    private static final Map<String, String> AS_FOUND =
            Map.of(
                    "settings.json",
                    "{}\n",
                    "services/ssh",
                    "",
                    "values/ssh",
                    "port 22\n",
                    "services/local-console",
                    "");

    private final SteppedClock clock = new SteppedClock();
    private final SimulatedGateway gateway = SimulatedGateway.factoryFresh(clock);
    private final SimulatedPlatform platform = new SimulatedPlatform(gateway);

    private static Generation found() {
        return new Generation(1, 0, "1.0", AS_FOUND);
    }

    private static Generation closed(long id, String... rules) {
        Map<String, String> files = new HashMap<>(AS_FOUND);
        files.put("firewall/managed", "");
        files.put("firewall/input", rules.length == 0 ? "" : String.join("\n", rules) + "\n");
        return new Generation(id, 1, "1.0", files);
    }

    private static Generation without(long id, String file) {
        Map<String, String> files = new HashMap<>(AS_FOUND);
        files.remove(file);
        return new Generation(id, 1, "1.0", files);
    }

    private BootTime in(Duration window) {
        return platform.now().plus(window);
    }

    private void adopt() {
        assertThat(platform.adopt(found())).isEqualTo(new Answer.Done());
    }

    private void make(Generation next) {
        assertThat(platform.activate(next, in(Duration.ofMinutes(1)))).isEqualTo(new Answer.Done());
        assertThat(platform.confirm(next.id())).isEqualTo(new Answer.Done());
    }

    @Test
    void fromTheFactoryEverythingThatListensCanBeReached() {
        assertThat(gateway.reachable(Protocol.TCP, 22)).isTrue();
        assertThat(gateway.reachable(Protocol.TCP, 111)).isTrue();
        assertThat(gateway.reachable(Protocol.TCP, 80)).isFalse();
        assertThat(platform.standing().active()).isEmpty();
        assertThat(platform.observe().services())
                .hasEntrySatisfying("services/ssh", it -> assertThat(it.unguarded()).isNotEmpty());
    }

    @Test
    void aRuleLetsInOnlyWhomItNames() {
        adopt();
        make(
                closed(
                        2,
                        "iifname \"eth1\" ip saddr 10.1.0.0/16 tcp dport 22-23 accept comment \"a\""));
        assertThat(gateway.reachable(Protocol.TCP, 22)).isFalse();
        assertThat(gateway.reachable(Protocol.TCP, 22, Neighbour.of("10.1.9.9", "eth1"))).isTrue();
        assertThat(gateway.reachable(Protocol.TCP, 22, Neighbour.of("10.2.0.1", "eth1"))).isFalse();
        assertThat(gateway.reachable(Protocol.TCP, 22, Neighbour.of("10.1.9.9", "eth0"))).isFalse();
        assertThat(gateway.reachable(Protocol.TCP, 22, Neighbour.of("fd00::1", "eth1"))).isFalse();
    }

    @Test
    void whatIsOffCannotBeStartedByHand() {
        adopt();
        make(without(2, "services/ssh"));
        assertThat(gateway.startUnit("services/ssh")).isFalse();
        gateway.startByHand("sshd", Protocol.TCP, 2222);
        assertThat(gateway.reachable(Protocol.TCP, 2222)).isTrue();
    }

    @Test
    void aRuleAddedByHandOpensAndHealingClosesIt() {
        adopt();
        make(closed(2));
        gateway.openByHand(Protocol.TCP, 22);
        assertThat(gateway.reachable(Protocol.TCP, 22)).isTrue();
        assertThat(platform.observe().filter().map(Observation.Filter::holds)).contains(false);
        assertThat(platform.heal(2)).isEqualTo(new Answer.Done());
        assertThat(gateway.reachable(Protocol.TCP, 22)).isFalse();
    }

    @Test
    void followingAgainWhatIsFollowedTouchesNothing() {
        adopt();
        make(closed(2));
        List<String> before = gateway.actions();
        assertThat(platform.heal(2)).isEqualTo(new Answer.Done());
        assertThat(gateway.actions()).isEqualTo(before);
    }

    @Test
    void switchingAServiceOffEndsItsSessions() {
        adopt();
        gateway.login(7, new Login("operator", "ssh", "192.0.2.1", platform.now()));
        gateway.login(8, new Login("operator", "localConsole", "", platform.now()));
        make(without(2, "services/ssh"));
        assertThat(platform.loginOf(7).map(Login::way)).contains("localConsole");
        assertThat(platform.loginOf(8).map(Login::way)).contains("localConsole");
        make(new Generation(3, 2, "1.0", Map.of("settings.json", "{}\n")));
        assertThat(platform.loginOf(8)).isEmpty();
    }

    @Test
    void aShellOfTheDemoCameInAfterTheChange() {
        adopt();
        assertThat(platform.activate(closed(2), in(Duration.ofMinutes(1))))
                .isEqualTo(new Answer.Done());
        assertThat(platform.loginOf(4711).orElseThrow().began())
                .isGreaterThan(platform.standing().trial().orElseThrow().opened());
        gateway.noLogin(4711);
        assertThat(platform.loginOf(4711)).isEmpty();
    }

    @Test
    void aPowerCutDuringATrialLosesTheTrial() {
        adopt();
        assertThat(platform.activate(closed(2), in(Duration.ofMinutes(1))))
                .isEqualTo(new Answer.Done());
        gateway.cutPower();
        assertThatThrownBy(platform::standing).isInstanceOf(PlatformException.class);
        gateway.boot();
        assertThat(platform.standing().active()).contains(1L);
        assertThat(platform.standing().trial()).isEmpty();
        assertThat(gateway.reachable(Protocol.TCP, 111)).isTrue();
        clock.advance(Duration.ofMinutes(2));
        assertThat(platform.standing().active()).contains(1L);
    }

    @Test
    void withoutTheFoldersSyncAPowerCutLosesTheName() {
        var disk = new Disk();
        disk.folder("a");
        disk.syncAll();
        disk.write("a/old", "old");
        disk.write("a/new", "new");
        disk.sync("a/old");
        disk.sync("a");
        disk.write("a/old", "newer");
        disk.write("a/newest", "newest");
        disk.sync("a/newest");
        disk.cut(() -> false);
        assertThat(disk.texts("a")).isEqualTo(Map.of("old", "old", "new", ""));
    }

    @Test
    void aDamagedConfirmedGenerationIsPassedOverAtBootAndTold() {
        adopt();
        make(closed(2));
        make(closed(3, "tcp dport 22 accept comment \"ssh\""));
        gateway.damage(3);
        gateway.reboot();
        assertThat(platform.standing().active()).contains(2L);
        assertThat(platform.standing().confirmed()).contains(3L);
        assertThat(platform.standing().alarms()).containsExactly("damaged-3");
        gateway.damage(2);
        gateway.damage(1);
        gateway.reboot();
        assertThat(platform.standing().active()).contains(0L);
        assertThat(platform.standing().alarms()).contains("built-in");
        assertThat(gateway.reachable(Protocol.TCP, 22)).isFalse();
        assertThat(platform.observe().consoles().orElseThrow()).isNotEmpty();
        assertThat(platform.generation(0)).isPresent();
    }

    @Test
    void recoveryGivesTheConsoleForOneBoot() {
        adopt();
        make(new Generation(2, 1, "1.0", Map.of("settings.json", "{}\n")));
        gateway.reboot(true);
        assertThat(platform.observe().consoles().orElseThrow()).hasSize(1);
        assertThat(platform.observe().recovering()).isTrue();
        gateway.reboot();
        assertThat(platform.observe().consoles().orElseThrow()).isEmpty();
    }

    @Test
    void onlyTheLastTenAndWhatIsNeededAreKept() {
        adopt();
        for (int id = 2; id <= 15; id++) {
            make(closed(id));
        }
        assertThat(platform.generations())
                .containsExactly(1L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L);
    }

    @Test
    void aFullDiskRefusesWhatIsNewButNotGoingBack() {
        adopt();
        assertThat(platform.activate(closed(2), in(Duration.ofMinutes(1))))
                .isEqualTo(new Answer.Done());
        gateway.diskTrouble(Optional.of("disk-full"));
        assertThat(platform.confirm(2)).isEqualTo(new Answer.Refused("disk-full", ""));
        assertThat(platform.standing().trial()).isPresent();
        assertThat(platform.revert(2)).isEqualTo(new Answer.Done());
        assertThat(platform.activate(closed(3), in(Duration.ofMinutes(1))))
                .isEqualTo(new Answer.Refused("disk-full", ""));
    }

    @Test
    void theWallClockRevertsByItself() throws InterruptedException {
        var real = SimulatedGateway.factoryFresh(new WallClock());
        var own = new SimulatedPlatform(real);
        assertThat(own.adopt(found())).isEqualTo(new Answer.Done());
        assertThat(own.activate(closed(2), own.now().plus(Duration.ofMillis(200))))
                .isEqualTo(new Answer.Done());
        assertThat(own.standing().active()).contains(2L);
        Thread.sleep(Duration.ofSeconds(1));
        assertThat(own.standing().active()).contains(1L);
    }
}
