package io.edgeward.core.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.platform.Observation.Listener;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/**
 * What the engine trusts every platform to do. Run against each world, so that the simulated one
 * cannot drift from the real one.
 */
public abstract class PlatformContract extends TrialContract {
    // Adoption.

    @Test
    void aFactoryFreshGatewayStandsNowhere() {
        Standing standing = platform.standing();
        assertThat(standing.active()).isEmpty();
        assertThat(standing.confirmed()).isEmpty();
        assertThat(standing.trial()).isEmpty();
        assertThat(platform.generations()).isEmpty();
        assertThat(platform.generation(1)).isEmpty();
    }

    @Test
    void aFactoryFreshGatewayIsSeenAsItIs() {
        assertThat(sshd()).extracting(Listener::port).containsOnly(22);
        assertThat(platform.observe().consoles().orElseThrow()).isNotEmpty();
        assertThat(filter().loaded()).isFalse();
        assertThat(service(SSH).enabled()).isTrue();
        assertThat(service(SSH).running()).isNotEmpty();
        assertThat(service(SSH).unguarded()).isNotEmpty();
        assertThat(platform.observe().values()).containsEntry("ssh.port", List.of("22"));
        assertThat(platform.observe().kernelCommandLine()).isPresent();
        assertThat(platform.observe().accounts()).isPresent();
        assertThat(platform.observe().unseen()).isEmpty();
    }

    @Test
    void adoptingConfirmsAndFollowsWhatWasFoundAndAltersNothing() {
        List<Listener> before = sshd();
        adopted();
        Standing standing = platform.standing();
        assertThat(standing.active()).contains(1L);
        assertThat(standing.confirmed()).contains(1L);
        assertThat(standing.trial()).isEmpty();
        assertThat(standing.alarms()).isEmpty();
        assertThat(sshd()).isEqualTo(before);
        assertThat(filter().loaded()).isFalse();
        assertThat(service(SSH).unguarded()).isEmpty();
        assertThat(service(CONSOLE).unguarded()).isEmpty();
    }

    @Test
    void aGatewayIsAdoptedOnce() {
        adopted();
        assertThat(platform.adopt(found(2))).isEqualTo(refused("already-imported"));
        assertThat(platform.generations()).containsExactly(1L);
    }

    @Test
    void nothingIsActivatedBeforeTheAdoption() {
        assertThat(platform.activate(filtered(1), in(LONG))).isEqualTo(refused("not-active"));
        assertThat(platform.generations()).isEmpty();
    }

    // What is refused.

    @Test
    void idsThatNobodyKnowsAreRefused() {
        adopted();
        assertThat(platform.confirm(7)).isEqualTo(refused("no-such-trial"));
        assertThat(platform.revert(7)).isEqualTo(refused("no-such-trial"));
        assertThat(platform.extend(7, in(LONG))).isEqualTo(refused("no-such-trial"));
        assertThat(platform.reactivate(7, in(LONG))).isEqualTo(refused("no-such-generation"));
        assertThat(platform.heal(7)).isEqualTo(refused("no-such-generation"));
        onTrial(filtered(2));
        assertThat(platform.confirm(1)).isEqualTo(refused("no-such-trial"));
        assertThat(platform.revert(1)).isEqualTo(refused("no-such-trial"));
        assertThat(platform.extend(1, in(LONG))).isEqualTo(refused("no-such-trial"));
        assertThat(platform.heal(1)).isEqualTo(refused("not-active"));
        assertThat(platform.standing().active()).contains(2L);
    }

    @Test
    void anIdIsUsedOnce() {
        adopted();
        assertThat(platform.activate(filtered(1), in(LONG))).isEqualTo(refused("exists"));
        assertThat(platform.generation(1)).contains(found(1));
    }

    @Test
    void aRuleOutsideTheGrammarIsRefusedByName() {
        adopted();
        for (String rule :
                List.of(
                        "flush ruleset",
                        "tcp dport 22 accept",
                        "tcp dport 22 accept comment \"a\"; drop",
                        "include \"/etc/shadow\"",
                        "tcp dport 70000 accept comment \"a\"")) {
            assertThat(platform.activate(filtered(2, rule), in(LONG)))
                    .as(rule)
                    .isEqualTo(new Answer.Refused("proposal-grammar", "firewall/input"));
        }
        assertThat(platform.standing().active()).contains(1L);
        assertThat(platform.generations()).containsExactly(1L);
    }

    @Test
    void aRuleThatTheKernelDoesNotTakeIsRefusedBeforeAnythingIsLoaded() {
        adopted();
        assertThat(
                        platform.activate(
                                filtered(2, "tcp dport 23-22 accept comment \"backwards\""),
                                in(LONG)))
                .isEqualTo(refused("firewall-refused"));
        assertThat(filter().loaded()).isFalse();
        assertThat(platform.standing().trial()).isEmpty();
    }

    @Test
    void aFileThatNoGrammarKnowsIsRefused() {
        adopted();
        SortedMap<String, String> files = open();
        files.put("services/telnet", "");
        assertThat(platform.activate(new Generation(2, 1, "1.0", files), in(LONG)))
                .isEqualTo(refused("proposal-files"));
    }

    @Test
    void aSwitchThatHoldsSomethingIsRefused() {
        adopted();
        SortedMap<String, String> files = open();
        files.put(SSH, "on\n");
        assertThat(platform.activate(new Generation(2, 1, "1.0", files), in(LONG)))
                .isEqualTo(new Answer.Refused("proposal-grammar", SSH));
    }

    @Test
    void aProposalThatIsTooBigIsRefused() {
        adopted();
        SortedMap<String, String> files = open();
        files.put(Generation.SETTINGS, "x".repeat(2 * 1024 * 1024) + "\n");
        assertThat(platform.activate(new Generation(2, 1, "1.0", files), in(LONG)))
                .isEqualTo(refused("proposal-too-big"));
        assertThat(platform.generations()).containsExactly(1L);
    }

    @Test
    void aDamagedGenerationIsNeitherShownNorFollowedAgain() {
        adopted();
        confirmed(filtered(2));
        damage(1);
        assertThat(platform.generation(1)).isEmpty();
        assertThat(platform.generations()).containsExactly(1L, 2L);
        assertThat(platform.reactivate(1, in(LONG))).isEqualTo(refused("damaged"));
        assertThat(platform.standing().active()).contains(2L);
    }

    @Test
    void aDamagedConfirmedGenerationIsPassedOverAtBootAndTold() {
        adopted();
        confirmed(filtered(2));
        damage(2);
        reboot();
        assertThat(platform.standing().active()).contains(1L);
        assertThat(platform.standing().alarms()).contains("damaged-2");
    }

    @Test
    void whatWasNeverConfirmedIsNothingToFallBackTo() {
        adopted();
        onTrial(filtered(2));
        assertThat(platform.revert(2)).isEqualTo(new Answer.Done());
        confirmed(filtered(3));
        confirmed(filtered(4));
        assertThat(platform.reactivate(1, in(LONG))).isEqualTo(new Answer.Done());
        damage(4);
        assertThat(platform.revert(1)).isEqualTo(new Answer.Done());
        assertThat(platform.standing().active()).contains(3L);
        assertThat(platform.standing().alarms()).contains("damaged-4");
        damage(3);
        reboot();
        assertThat(platform.standing().active()).contains(1L);
        assertThat(platform.standing().alarms()).contains("damaged-4", "damaged-3");
    }

    @Test
    void theBuiltInOneIsFollowedAgainToo() {
        adopted();
        assertThat(platform.heal(Standing.BUILT_IN)).isEqualTo(refused("not-active"));
        damage(1);
        reboot();
        assertThat(platform.heal(Standing.BUILT_IN)).isEqualTo(new Answer.Done());
        assertThat(platform.standing().active()).contains(Standing.BUILT_IN);
    }

    @Test
    void withNothingWholeLeftTheBuiltInOneIsFollowed() {
        adopted();
        damage(1);
        reboot();
        assertThat(platform.standing().active()).contains(Standing.BUILT_IN);
        assertThat(platform.standing().alarms()).contains("damaged-1", "built-in");
        assertThat(platform.generation(Standing.BUILT_IN)).isPresent();
        assertThat(sshd()).isEmpty();
        assertThat(filter().loaded()).isTrue();
        assertThat(platform.observe().consoles().orElseThrow()).isNotEmpty();
    }

    // Effects.

    @Test
    void switchedOffMeansThatNothingOfItIsLeft() {
        adopted();
        onTrial(without(2, SSH, CONSOLE));
        await("sshd no longer listens", () -> sshd().isEmpty());
        await(
                "no terminal offers anything",
                () -> platform.observe().consoles().orElseThrow().isEmpty());
        assertThat(service(SSH).running()).isEmpty();
        assertThat(service(SSH).unguarded()).isEmpty();
        assertThat(service(CONSOLE).running()).isEmpty();
        assertThat(service(CONSOLE).unguarded()).isEmpty();
        assertThat(platform.revert(2)).isEqualTo(new Answer.Done());
        await("sshd listens again", () -> !sshd().isEmpty());
        await(
                "a terminal is there again",
                () -> !platform.observe().consoles().orElseThrow().isEmpty());
    }

    @Test
    void whatIsOffStaysOffOverAReboot() {
        adopted();
        confirmed(without(2, SSH, CONSOLE));
        reboot();
        assertThat(platform.standing().active()).contains(2L);
        assertThat(sshd()).isEmpty();
        assertThat(platform.observe().consoles().orElseThrow()).isEmpty();
        assertThat(service(SSH).running()).isEmpty();
    }

    @Test
    void sshListensWhereItIsTold() {
        adopted();
        SortedMap<String, String> files = open();
        files.put("values/ssh", "port 2222\n");
        onTrial(new Generation(2, 1, "1.0", files));
        await("sshd listens on 2222", () -> sshd().stream().anyMatch(it -> it.port() == 2222));
        assertThat(sshd()).extracting(Listener::port).containsOnly(2222);
        assertThat(platform.revert(2)).isEqualTo(new Answer.Done());
        await("sshd listens on 22", () -> sshd().stream().anyMatch(it -> it.port() == 22));
        assertThat(sshd()).extracting(Listener::port).containsOnly(22);
    }

    @Test
    void aManagedFirewallIsLoadedAndHolds() {
        adopted();
        onTrial(
                filtered(
                        2,
                        "tcp dport 22 accept comment \"ssh\"",
                        "iifname \"eth1\" ip saddr 192.168.4.0/24 udp dport 5000-5010 accept comment"
                                + " \"plc\"",
                        "ip6 saddr fd00:4::/64 tcp dport 502 accept comment \"historian\""));
        assertThat(filter().loaded()).isTrue();
        assertThat(filter().holds()).isTrue();
    }

    @Test
    void followingAgainWhatIsFollowedIsDone() {
        adopted();
        confirmed(filtered(2));
        Standing before = platform.standing();
        assertThat(platform.heal(2)).isEqualTo(new Answer.Done());
        assertThat(platform.standing()).isEqualTo(before);
        assertThat(filter().holds()).isTrue();
    }

    @Test
    void unitsThatNoLongerHeedTheirSwitchAreMadeTo() {
        adopted();
        unguard(SSH);
        assertThat(service(SSH).unguarded()).isNotEmpty();
        assertThat(platform.heal(1)).isEqualTo(new Answer.Done());
        assertThat(service(SSH).unguarded()).isEmpty();
        unguard(CONSOLE);
        onTrial(without(2, CONSOLE));
        assertThat(service(CONSOLE).unguarded()).isEmpty();
    }

    // What is kept.

    @Test
    void aGenerationIsReadBackToTheLetter() {
        adopted();
        Generation next = filtered(2, "tcp dport 22 accept comment \"ssh\"");
        onTrial(next);
        Generation read = platform.generation(2).orElseThrow();
        assertThat(read.files()).isEqualTo(next.files());
        assertThat(read.predecessor()).isEqualTo(1);
        assertThat(read.digest()).isEqualTo(next.digest());
    }

    @Test
    void theClockGoesForward() {
        BootTime before = platform.now();
        await("time passes", () -> platform.now().isAfter(before));
    }
}
