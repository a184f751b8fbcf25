package io.edgeward.core.platform;

/** What the system answered to a request. */
public sealed interface Answer {
    /** It is so. */
    record Done() implements Answer {}

    /**
     * Nothing was altered.
     *
     * @param reason enumerated word of the applier's contract, as {@code trial-open}
     * @param file the file of the proposal that was at fault; empty if none
     */
    record Refused(String reason, String file) implements Answer {}

    /** It was begun, went wrong and was undone: the system is where it was. */
    record Failed(String reason) implements Answer {}

    /** It went wrong, and undoing it went wrong too. */
    record Stranded(String reason) implements Answer {}
}
