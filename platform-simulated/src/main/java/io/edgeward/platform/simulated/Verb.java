package io.edgeward.platform.simulated;

/** What can be asked of the applier. */
public enum Verb {
    IMPORT,
    ACTIVATE,
    REACTIVATE,
    HEAL,
    EXTEND,
    CONFIRM,
    REVERT,
    OBSERVE
}
