package io.edgeward.gateway.doctor;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What was found at one place.
 *
 * @param name stable word for programs
 * @param tryThis the way out; empty if none is needed
 */
public record Check(String name, Result result, String says, String tryThis) {
    /** How it is. */
    public enum Result {
        OK,
        WARNING,
        ERROR,
        UNKNOWN;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Check ok(String name, String says) {
        return new Check(name, Result.OK, says, "");
    }

    static Check warning(String name, String says, String tryThis) {
        return new Check(name, Result.WARNING, says, tryThis);
    }

    static Check error(String name, String says, String tryThis) {
        return new Check(name, Result.ERROR, says, tryThis);
    }

    static Check unknown(String name, String says, String tryThis) {
        return new Check(name, Result.UNKNOWN, says, tryThis);
    }
}
