package io.edgeward.core.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.platform.Standing.Ended;
import io.edgeward.core.platform.Standing.How;
import io.edgeward.core.platform.Standing.Trial;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every platform does with a trial: told, ended, extended, undone by itself. */
public abstract class TrialContract extends PlatformFixture {
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
}
