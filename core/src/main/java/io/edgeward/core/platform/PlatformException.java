package io.edgeward.core.platform;

/** The system did not answer. Says what was being done. */
public final class PlatformException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Why there was no answer. */
    public enum Kind {
        /** There is nobody at the other end. */
        UNREACHABLE,
        /** It did not answer in time; whether it did what was asked is not known. */
        TIMED_OUT,
        /** It answered what cannot be understood. */
        UNINTELLIGIBLE
    }

    public PlatformException(Kind kind, String doing, Throwable cause) {
        super(doing, cause);
        this.kind = kind;
    }

    public PlatformException(Kind kind, String doing) {
        super(doing);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
