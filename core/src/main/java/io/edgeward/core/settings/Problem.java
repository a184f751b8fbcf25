package io.edgeward.core.settings;

/**
 * Something wrong with what was asked, told to a person.
 *
 * @param code stable word for programs, kebab-case
 * @param level an error refuses the request, a warning is only told
 * @param at JSON Pointer (RFC 6901) into the document that was sent; empty for the whole of it
 * @param says what is wrong, naming the thing and the reason
 * @param tryThis the way out
 */
public record Problem(String code, Level level, String at, String says, String tryThis) {
    /** Whether a problem stops the request. */
    public enum Level {
        ERROR,
        WARNING
    }

    public static Problem error(String code, String at, String says, String tryThis) {
        return new Problem(code, Level.ERROR, at, says, tryThis);
    }

    public static Problem warning(String code, String at, String says, String tryThis) {
        return new Problem(code, Level.WARNING, at, says, tryThis);
    }

    public boolean isError() {
        return level == Level.ERROR;
    }

    /** The same problem, seen from a document that holds this one at {@code pointer}. */
    public Problem under(String pointer) {
        return new Problem(code, level, pointer + at, says, tryThis);
    }
}
