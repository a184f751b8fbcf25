package io.edgeward.core.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.facet.Protocol;
import io.edgeward.core.platform.Observation.Filter;
import io.edgeward.core.platform.Observation.Listener;
import io.edgeward.core.platform.Observation.Service;
import io.edgeward.core.platform.Standing.Ended;
import io.edgeward.core.platform.Standing.How;
import io.edgeward.core.platform.Standing.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the engine trusts every platform to do. Run against each world, so that the simulated one
 * cannot drift from the real one. Uses only what docs/reference/applier.md names.
 */
public abstract class PlatformContract {
    /** Long enough that a slow gateway does not run into it by itself. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SSH = "services/ssh";
    private static final String CONSOLE = "services/local-console";

    private Platform platform;

    /**
     * A gateway as it left the factory, once for each test: SSH on at port 22, at least one
     * terminal with a login, no table of ours in the packet filter, nothing ever adopted.
     */
    protected abstract Platform factoryFresh();

    /** Shuts the gateway down in order; returns when it is up again and its applier answers. */
    protected abstract void reboot();

    /** Alters a byte of an accepted generation's {@code settings.json}, as root could. */
    protected abstract void damage(long id);

    /** Lets a little time pass on the gateway, at most 100 ms. */
    protected void pause() {
        try {
            Thread.sleep(Duration.ofMillis(50));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the gateway", e);
        }
    }

    @BeforeEach
    void unpack() {
        platform = factoryFresh();
    }

    private void await(String what, BooleanSupplier so) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting until " + what).isLessThan(end);
            pause();
        }
    }

    private static SortedMap<String, String> open() {
        return new TreeMap<>(
                Map.of(
                        Generation.SETTINGS,
                        "{\"version\":1}\n",
                        SSH,
                        "",
                        "values/ssh",
                        "port 22\n",
                        CONSOLE,
                        ""));
    }

    private static Generation found(long id) {
        return new Generation(id, 0, open());
    }

    /** As it was found, but with a firewall of these rules. */
    private static Generation filtered(long id, String... rules) {
        SortedMap<String, String> files = open();
        files.put("firewall/managed", "");
        files.put("firewall/answer-ping", "");
        files.put("firewall/input", rules.length == 0 ? "" : String.join("\n", rules) + "\n");
        return new Generation(id, 1, files);
    }

    private static Generation without(long id, String... gone) {
        SortedMap<String, String> files = open();
        files.keySet().removeAll(List.of(gone));
        return new Generation(id, 1, files);
    }

    private BootTime in(Duration window) {
        return platform.now().plus(window);
    }

    private void adopted() {
        assertThat(platform.adopt(found(1))).isEqualTo(new Answer.Done());
    }

    private void onTrial(Generation next) {
        assertThat(platform.activate(next, in(LONG))).isEqualTo(new Answer.Done());
    }

    private void confirmed(Generation next) {
        onTrial(next);
        assertThat(platform.confirm(next.id())).isEqualTo(new Answer.Done());
    }

    private static Answer refused(String reason) {
        return new Answer.Refused(reason, "");
    }

    private Service service(String switchFile) {
        return Optional.ofNullable(platform.observe().services().get(switchFile)).orElseThrow();
    }

    private List<Listener> sshd() {
        return platform.observe().listeners().orElseThrow().stream()
                .filter(it -> it.protocol() == Protocol.TCP && it.process().equals("sshd"))
                .toList();
    }

    private Filter filter() {
        return platform.observe().filter().orElseThrow();
    }

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

    // Trials.

    @Test
    void activatingOpensATrialAndTheStandingTellsIt() {
        adopted();
        BootTime before = platform.now();
        BootTime deadline = before.plus(LONG);
        assertThat(platform.activate(filtered(2), deadline)).isEqualTo(new Answer.Done());
        Standing standing = platform.standing();
        assertThat(standing.active()).contains(2L);
        assertThat(standing.confirmed()).contains(1L);
        Trial trial = standing.trial().orElseThrow();
        assertThat(trial.id()).isEqualTo(2);
        assertThat(trial.from()).isEqualTo(1);
        assertThat(trial.deadline()).isEqualTo(deadline);
        assertThat(trial.opened()).isBetween(before, platform.now());
    }

    @Test
    void aSecondActivationIsRefusedAndTouchesNeitherDeadlineNorTarget() {
        adopted();
        onTrial(filtered(2));
        Standing before = platform.standing();
        assertThat(platform.activate(without(3, SSH), in(Duration.ofSeconds(5))))
                .isEqualTo(refused("trial-open"));
        assertThat(platform.reactivate(1, in(Duration.ofSeconds(5))))
                .isEqualTo(refused("trial-open"));
        assertThat(platform.standing()).isEqualTo(before);
        assertThat(platform.generations()).containsExactly(1L, 2L);
    }

    @Test
    void confirmingMakesItWhatTheNextBootFollows() {
        adopted();
        confirmed(filtered(2));
        Standing standing = platform.standing();
        assertThat(standing.confirmed()).contains(2L);
        assertThat(standing.trial()).isEmpty();
        assertThat(standing.ended()).contains(new Ended(2, How.CONFIRMED));
        reboot();
        assertThat(platform.standing().active()).contains(2L);
        assertThat(filter().loaded()).isTrue();
        assertThat(filter().holds()).isTrue();
    }

    @Test
    void aRebootEndsATrial() {
        adopted();
        onTrial(filtered(2));
        reboot();
        Standing standing = platform.standing();
        assertThat(standing.active()).contains(1L);
        assertThat(standing.trial()).isEmpty();
        assertThat(standing.ended()).isEmpty();
        assertThat(filter().loaded()).isFalse();
        assertThat(platform.generations()).containsExactly(1L, 2L);
    }

    @Test
    void revertingGoesBackWhereItCameFrom() {
        adopted();
        onTrial(filtered(2));
        assertThat(platform.revert(2)).isEqualTo(new Answer.Done());
        Standing standing = platform.standing();
        assertThat(standing.active()).contains(1L);
        assertThat(standing.confirmed()).contains(1L);
        assertThat(standing.trial()).isEmpty();
        assertThat(standing.ended()).contains(new Ended(2, How.REVERTED_BY_REQUEST));
        assertThat(filter().loaded()).isFalse();
    }

    @Test
    void aTrialThatNobodyConfirmsRevertsByItself() {
        adopted();
        assertThat(platform.activate(filtered(2), in(SHORT))).isEqualTo(new Answer.Done());
        BootTime deadline = platform.standing().trial().orElseThrow().deadline();
        assertThat(filter().loaded()).isTrue();
        await("the deadline reverts it", () -> platform.standing().trial().isEmpty());
        assertThat(platform.now().isAfter(deadline) || platform.now().equals(deadline)).isTrue();
        assertThat(platform.standing().active()).contains(1L);
        assertThat(platform.standing().ended()).contains(new Ended(2, How.REVERTED_BY_DEADLINE));
        assertThat(filter().loaded()).isFalse();
    }

    @Test
    void aWatcherIsToldWhenTheDeadlineReverts() {
        adopted();
        assertThat(platform.activate(filtered(2), in(SHORT))).isEqualTo(new Answer.Done());
        var afterwards = new AtomicInteger();
        try (var _ =
                platform.watch(() -> {
                    if (platform.standing().trial().isEmpty()) {
                        afterwards.incrementAndGet();
                    }
                })) {
            await("the watcher is told", () -> afterwards.get() > 0);
        }
        assertThat(platform.standing().active()).contains(1L);
    }

    @Test
    void confirmingTooLateIsRefused() {
        adopted();
        assertThat(platform.activate(filtered(2), in(SHORT))).isEqualTo(new Answer.Done());
        BootTime deadline = platform.standing().trial().orElseThrow().deadline();
        await("the deadline is past", () -> platform.now().isAfter(deadline));
        assertThat(platform.confirm(2)).isIn(refused("too-late"), refused("no-such-trial"));
        assertThat(platform.standing().confirmed()).contains(1L);
        await("the deadline reverts it", () -> platform.standing().trial().isEmpty());
        assertThat(platform.confirm(2)).isEqualTo(refused("no-such-trial"));
        assertThat(platform.extend(2, in(LONG))).isEqualTo(refused("no-such-trial"));
    }

    @Test
    void extendingMovesTheDeadlineAndTheTimer() {
        adopted();
        assertThat(platform.activate(filtered(2), in(SHORT))).isEqualTo(new Answer.Done());
        Trial before = platform.standing().trial().orElseThrow();
        BootTime later = before.deadline().plus(SHORT);
        assertThat(platform.extend(2, later)).isEqualTo(new Answer.Done());
        Trial after = platform.standing().trial().orElseThrow();
        assertThat(after).isEqualTo(new Trial(before.id(), before.from(), before.opened(), later));
        BootTime between = before.deadline().plus(Duration.ofSeconds(1));
        await("the old deadline is past", () -> platform.now().isAfter(between));
        assertThat(platform.standing().trial()).isPresent();
        await("the new deadline reverts it", () -> platform.standing().trial().isEmpty());
        assertThat(platform.now().compareTo(later)).isNotNegative();
    }

    @Test
    void aDeadlineTooFarAheadOrPastIsRefused() {
        adopted();
        assertThat(platform.activate(filtered(2), in(Duration.ofMinutes(70))))
                .isEqualTo(refused("bad-request"));
        assertThat(platform.activate(filtered(2), platform.now())).isEqualTo(refused("too-late"));
        assertThat(platform.generations()).containsExactly(1L);
        onTrial(filtered(2));
        Standing before = platform.standing();
        assertThat(platform.extend(2, in(Duration.ofMinutes(70))))
                .isEqualTo(refused("bad-request"));
        assertThat(platform.standing()).isEqualTo(before);
    }

    @Test
    void anOlderGenerationIsFollowedAgainOnTrial() {
        adopted();
        confirmed(filtered(2));
        assertThat(platform.reactivate(1, in(LONG))).isEqualTo(new Answer.Done());
        Standing standing = platform.standing();
        assertThat(standing.active()).contains(1L);
        assertThat(standing.confirmed()).contains(2L);
        assertThat(standing.trial().map(Trial::from)).contains(2L);
        assertThat(filter().loaded()).isFalse();
        assertThat(platform.confirm(1)).isEqualTo(new Answer.Done());
        assertThat(platform.standing().confirmed()).contains(1L);
    }

    @Test
    void aTrialOfAnOlderGenerationRevertsToTheNewer() {
        adopted();
        confirmed(filtered(2));
        assertThat(platform.reactivate(1, in(LONG))).isEqualTo(new Answer.Done());
        assertThat(platform.revert(1)).isEqualTo(new Answer.Done());
        assertThat(platform.standing().active()).contains(2L);
        assertThat(filter().loaded()).isTrue();
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
        assertThat(platform.activate(new Generation(2, 1, files), in(LONG)))
                .isEqualTo(refused("proposal-files"));
    }

    @Test
    void aSwitchThatHoldsSomethingIsRefused() {
        adopted();
        SortedMap<String, String> files = open();
        files.put(SSH, "on\n");
        assertThat(platform.activate(new Generation(2, 1, files), in(LONG)))
                .isEqualTo(new Answer.Refused("proposal-grammar", SSH));
    }

    @Test
    void aProposalThatIsTooBigIsRefused() {
        adopted();
        SortedMap<String, String> files = open();
        files.put(Generation.SETTINGS, "x".repeat(2 * 1024 * 1024) + "\n");
        assertThat(platform.activate(new Generation(2, 1, files), in(LONG)))
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
        onTrial(new Generation(2, 1, files));
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
