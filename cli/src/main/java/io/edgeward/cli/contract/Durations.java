package io.edgeward.cli.contract;

import java.time.Duration;

/** Durations as people write them: {@code 90s}, {@code 2m}, {@code 1h}, plain seconds. */
public final class Durations {
    private static final long MOST_SECONDS = 366L * 24 * 3600;

    private Durations() {}

    /**
     * Reads whole seconds, minutes or hours, from 1 s to a year.
     *
     * @throws IllegalArgumentException with a sentence, where it is none
     */
    public static Duration parse(String text) {
        if (!text.matches("[0-9]{1,8}[smh]?")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no duration: write 90s, 2m, 1h or plain seconds");
        }
        char unit = text.charAt(text.length() - 1);
        long amount = Long.parseLong(Character.isDigit(unit) ? text : text.replace("" + unit, ""));
        long seconds =
                switch (unit) {
                    case 'm' -> amount * 60;
                    case 'h' -> amount * 3600;
                    default -> amount;
                };
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no duration that makes sense here: from 1s to a year");
        }
        return Duration.ofSeconds(seconds);
    }

    /** As a person reads it: {@code 45 s}, {@code 1 min 57 s}, {@code 1 h 3 min}. */
    public static String spoken(long seconds) {
        long left = Math.max(0, seconds);
        if (left < 60) {
            return left + " s";
        }
        if (left < 3600) {
            return left / 60 + " min" + (left % 60 == 0 ? "" : " " + left % 60 + " s");
        }
        long minutes = left % 3600 / 60;
        return left / 3600 + " h" + (minutes == 0 ? "" : " " + minutes + " min");
    }
}
