package io.edgeward.platform.simulated;

import java.util.OptionalInt;

/** Counts the steps of the applier, and fails at one of them if a power cut was ordered there. */
final class Power {
    private int steps;
    private OptionalInt cutAt = OptionalInt.empty();

    /** One more step was made: whatever was written so far was written. */
    void step() {
        steps++;
        if (cutAt.isPresent() && steps == cutAt.getAsInt()) {
            cutAt = OptionalInt.empty();
            throw new Lost();
        }
    }

    int steps() {
        return steps;
    }

    /** The power will be lost after that many more steps. */
    void loseAfter(int more) {
        cutAt = OptionalInt.of(steps + more);
    }

    void isBack() {
        cutAt = OptionalInt.empty();
    }

    /** The lights went out in the middle of a verb. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Lost() {
            super("the simulated gateway lost its power", null, false, false);
        }
    }
}
