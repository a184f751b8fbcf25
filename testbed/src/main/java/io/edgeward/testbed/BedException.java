package io.edgeward.testbed;

/** The test bed itself could not do what was asked of it; says what was asked and why it failed. */
public final class BedException extends RuntimeException {

    public BedException(String message) {
        super(message);
    }

    public BedException(String message, Throwable cause) {
        super(message, cause);
    }
}
