package io.edgeward.core.facet;

/** What a change may do to people who are connected, from harmless to grave. */
public enum Risk {
    NONE,
    INTERRUPTS_SERVICE,
    MAY_CUT_ACCESS;

    public Risk or(Risk other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
