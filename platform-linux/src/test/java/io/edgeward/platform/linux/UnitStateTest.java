package io.edgeward.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.platform.linux.UnitState.Condition;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnitStateTest {
    private static final String SWITCH = "/run/edgeward/active/services/ssh";
    private static final Condition OURS = must("ConditionPathExists", SWITCH);
    private static final Condition OURS_OR =
            new Condition("ConditionPathExists", true, false, SWITCH, 0);
    private static final Condition RECOVERY =
            new Condition("ConditionKernelCommandLine", true, false, "edgeward.recover", 0);
    private static final Condition SCREEN =
            new Condition("ConditionPathExists", false, false, "/dev/tty0", -1);

    private static Condition must(String kind, String parameter) {
        return new Condition(kind, false, false, parameter, 0);
    }

    private static UnitState unit(Condition... conditions) {
        return unit("loaded", "disabled", false, Set.of(), conditions);
    }

    private static UnitState unit(
            String load,
            String file,
            boolean turnedDown,
            Set<String> wantedBy,
            Condition... conditions) {
        return new UnitState(
                "x.service", load, "inactive", file, List.of(conditions), turnedDown, wantedBy);
    }

    @Test
    void aConditionThatMustHoldGuards() {
        assertThat(unit(must("ConditionPathExists", "/etc/x"), OURS).isGuardedBy(SWITCH)).isTrue();
    }

    @Test
    void aTriggerGuardsAloneOrBesideTheRecovery() {
        assertThat(unit(OURS_OR).isGuardedBy(SWITCH)).isTrue();
        assertThat(unit(OURS_OR, RECOVERY).isGuardedBy(SWITCH)).isTrue();
    }

    @Test
    void anotherTriggerLetsTheUnitStartThoughTheSwitchIsOff() {
        var bypass = new Condition("ConditionPathExists", true, false, "/etc/passwd", 0);
        assertThat(unit(OURS_OR, RECOVERY, bypass).isGuardedBy(SWITCH)).isFalse();
        assertThat(unit(RECOVERY).isGuardedBy(SWITCH)).isFalse();
    }

    @Test
    void whatOnlyLooksLikeOurConditionDoesNotGuard() {
        assertThat(unit().isGuardedBy(SWITCH)).isFalse();
        assertThat(unit(must("ConditionPathExists", SWITCH + "d")).isGuardedBy(SWITCH)).isFalse();
        assertThat(unit(must("ConditionPathExistsGlob", SWITCH)).isGuardedBy(SWITCH)).isFalse();
        var negated = new Condition("ConditionPathExists", false, true, SWITCH, 0);
        assertThat(unit(negated).isGuardedBy(SWITCH)).isFalse();
    }

    @Test
    void aMaskedUnitNeedsNoGuard() {
        assertThat(unit("masked", "masked", false, Set.of()).isGuardedBy(SWITCH)).isTrue();
    }

    @Test
    void theNextBootStartsWhatIsEnabledOrWanted() {
        var boot = Set.of("multi-user.target");
        assertThat(unit("loaded", "enabled", false, Set.of()).isEnabled(SWITCH, true)).isTrue();
        assertThat(unit("loaded", "static", false, boot).isEnabled(SWITCH, true)).isTrue();
        assertThat(unit("loaded", "static", false, Set.of()).isEnabled(SWITCH, true)).isFalse();
        assertThat(unit("masked", "enabled", false, boot).isEnabled(SWITCH, true)).isFalse();
    }

    @Test
    void whatOnlyRescueWantsIsNotStartedByABoot() {
        var rescue = Set.of("rescue.target");
        assertThat(unit("loaded", "static", false, rescue).isEnabled(SWITCH, true)).isFalse();
    }

    @Test
    void aConditionOfAnotherThatFailsKeepsItFromStarting() {
        assertThat(unit("loaded", "enabled", true, Set.of(), OURS, SCREEN).isEnabled(SWITCH, false))
                .isFalse();
    }

    @Test
    void ourOwnConditionIsNoReasonToCallItDisabled() {
        var off = new Condition("ConditionPathExists", false, false, SWITCH, -1);
        assertThat(unit("loaded", "enabled", true, Set.of(), off).isEnabled(SWITCH, false))
                .isTrue();
    }

    @Test
    void afterAReloadOfSystemdAFailedConditionStillCounts() {
        var screen = must("ConditionPathExists", "/dev/tty0");
        assertThat(unit("loaded", "enabled", true, Set.of(), OURS, screen).isEnabled(SWITCH, true))
                .isFalse();
    }
}
