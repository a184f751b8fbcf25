package io.edgeward.platform.simulated;

/**
 * Something that goes wrong once.
 *
 * <p>Reasons are words of the applier's contract, as {@code disk-full}.
 */
public sealed interface Fault {
    /** It is refused, nothing is altered. */
    record Refuses(String reason) implements Fault {}

    /** It is begun, goes wrong and is undone. */
    record Fails(String reason) implements Fault {}

    /** It goes wrong, and undoing it goes wrong too: services and filter stay half-way. */
    record Strands(String reason) implements Fault {}

    /** It is done, but no answer comes. */
    record AnswerLost() implements Fault {}

    /** It is not done, and no answer comes. */
    record RequestLost() implements Fault {}
}
