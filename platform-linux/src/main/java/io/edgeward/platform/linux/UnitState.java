package io.edgeward.platform.linux;

import java.util.List;
import java.util.Set;

/**
 * A unit as systemd holds it in memory, which is what counts: drop-ins that were not loaded are not
 * there, and ones that a later one took back are gone.
 *
 * @param id its proper name, whatever alias it was asked by
 * @param load as {@code loaded}, {@code not-found}, {@code masked}
 * @param active how it does at this moment, as systemd's ActiveState
 * @param file as {@code enabled}, {@code static}; empty for a unit without a file
 * @param conditions all must hold; of those marked as triggers, one
 * @param turnedDown whether a condition turned it down when it was to start last
 * @param wantedBy units that pull it in
 */
record UnitState(
        String id,
        String load,
        String active,
        String file,
        List<Condition> conditions,
        boolean turnedDown,
        Set<String> wantedBy) {
    private static final Set<String> AT_REST = Set.of("inactive", "failed");
    private static final Set<String> ONLY_IN_NEED = Set.of("rescue.target", "emergency.target");
    private static final String RECOVER = "edgeward.recover";

    UnitState {
        conditions = List.copyOf(conditions);
        wantedBy = Set.copyOf(wantedBy);
    }

    /** A unit that nothing pulls in and that does not run. */
    static UnitState idle(String id, List<Condition> conditions) {
        return new UnitState(id, "loaded", "inactive", "", conditions, false, Set.of());
    }

    /**
     * A condition of a unit's.
     *
     * @param kind as {@code ConditionPathExists}
     * @param trigger whether it is one of several of which one suffices
     * @param negated whether it holds when what it names is not so
     * @param state how it last went: above 0 it held, below it did not, 0 it was not tried
     */
    record Condition(String kind, boolean trigger, boolean negated, String parameter, int state) {
        /** Whether it asks for a switch of ours. */
        boolean isSwitch() {
            return kind.equals("ConditionPathExists")
                    && parameter.startsWith(Layout.ACTIVE_SWITCHES);
        }

        private boolean isPath(String path) {
            return kind.equals("ConditionPathExists") && !negated && parameter.equals(path);
        }

        private boolean isRecovery() {
            return kind.equals("ConditionKernelCommandLine")
                    && !negated
                    && parameter.equals(RECOVER);
        }
    }

    boolean exists() {
        return !load.equals("not-found");
    }

    boolean runs() {
        return !AT_REST.contains(active);
    }

    private boolean canStart() {
        return load.equals("loaded");
    }

    /**
     * Whether the unit cannot start while {@code path} is missing: by a condition that must hold,
     * or by triggers of which no other than the recovery could let it through.
     */
    boolean isGuardedBy(String path) {
        if (!canStart()) {
            return true;
        }
        if (conditions.stream().anyMatch(it -> !it.trigger() && it.isPath(path))) {
            return true;
        }
        List<Condition> triggers = conditions.stream().filter(Condition::trigger).toList();
        return triggers.stream().anyMatch(it -> it.isPath(path))
                && triggers.stream().allMatch(it -> it.isPath(path) || it.isRecovery());
    }

    /**
     * Whether the next boot would start it, if the switch at {@code path} let it.
     *
     * @param on whether that switch is on now
     */
    boolean isEnabled(String path, boolean on) {
        boolean wanted =
                file.equals("enabled")
                        || file.equals("enabled-runtime")
                        || wantedBy.stream().anyMatch(it -> !ONLY_IN_NEED.contains(it));
        return canStart() && wanted && !isHindered(path, on);
    }

    /** By a condition that is not ours, as one that asks for a screen where there is none. */
    private boolean isHindered(String path, boolean on) {
        boolean oursMayBeWhy = !on && conditions.stream().anyMatch(it -> it.isPath(path));
        boolean failed =
                conditions.stream()
                        .anyMatch(it -> !it.trigger() && it.state() < 0 && !it.isPath(path));
        // A reload of systemd forgets which condition it was, but not that one did.
        return failed || (turnedDown && !oursMayBeWhy);
    }
}
