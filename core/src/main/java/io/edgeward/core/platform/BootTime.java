package io.edgeward.core.platform;

import java.time.Duration;
import java.util.Locale;

/**
 * A moment on the boot clock (CLOCK_BOOTTIME): it begins with the boot, goes on in suspend, and is
 * never set. Kept in hundredths of a second, as /proc/uptime tells it.
 */
public record BootTime(long hundredths) implements Comparable<BootTime> {
    public static BootTime ofSeconds(double seconds) {
        return new BootTime(Math.round(seconds * 100));
    }

    public BootTime plus(Duration duration) {
        return new BootTime(hundredths + duration.toMillis() / 10);
    }

    /** From {@code earlier} to this; negative if this is the earlier one. */
    public Duration since(BootTime earlier) {
        return Duration.ofMillis((hundredths - earlier.hundredths) * 10);
    }

    public boolean isAfter(BootTime other) {
        return hundredths > other.hundredths;
    }

    @Override
    public int compareTo(BootTime other) {
        return Long.compare(hundredths, other.hundredths);
    }

    /** Seconds with two decimals, as in /proc/uptime. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d.%02d", hundredths / 100, hundredths % 100);
    }
}
