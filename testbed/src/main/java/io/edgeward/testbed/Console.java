package io.edgeward.testbed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The far end of the gateway's console: a keyboard and a screen. It remembers how far the screen
 * was read, so that what is awaited must be new. For one thread.
 */
public final class Console {

    private static final Pattern CONTROL =
            Pattern.compile("\u001b(\\[[0-9;?]*[A-Za-z]|[()][A-Z0-9]|[=>78])|\r");

    private final Path screen;
    private final Path keyboard;
    private int seen;

    Console(Path screen, Path keyboard) {
        this.screen = screen;
        this.keyboard = keyboard;
    }

    /** Everything new on the screen, without colours; it counts as seen afterwards. */
    public String read() {
        var all = shown();
        var fresh = all.substring(seen);
        seen = all.length();
        return fresh;
    }

    /** Forgets what the screen shows now: only what comes later is found. */
    public Console skip() {
        seen = shown().length();
        return this;
    }

    /** Presses keys. A line ends with {@code "\n"}. */
    public void type(String keys) {
        try {
            Files.write(keyboard, keys.getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
        } catch (IOException cause) {
            throw new BedException("typing at the console " + keyboard, cause);
        }
    }

    /**
     * Waits for a text to appear; what lies before its end counts as seen. Nothing if it did not
     * appear in time.
     */
    public Optional<String> awaitText(String regex, Duration limit) {
        var pattern = Pattern.compile(regex);
        var end = System.nanoTime() + limit.toNanos();
        while (true) {
            var all = shown();
            var match = pattern.matcher(all);
            if (match.find(seen)) {
                seen = match.end();
                return Optional.of(match.group());
            }
            if (System.nanoTime() > end) {
                return Optional.empty();
            }
            Pause.briefly();
        }
    }

    /**
     * Whether a person at the console gets a login prompt: presses Enter every second and looks for
     * one, until the limit. Something else may scroll by; only a prompt counts.
     */
    public boolean offersLogin(Duration limit) {
        var end = System.nanoTime() + limit.toNanos();
        skip();
        do {
            type("\n");
            if (awaitText("login: *$", Duration.ofSeconds(1)).isPresent()) {
                return true;
            }
        } while (System.nanoTime() < end);
        return false;
    }

    /** Logs in and says whether a shell answered. */
    public boolean login(String account, String password, Duration limit) {
        if (!offersLogin(limit)) {
            return false;
        }
        type(account + "\n");
        if (awaitText("Password: *$", limit).isEmpty()) {
            return false;
        }
        type(password + "\n");
        return awaitText("[$#] $", limit).isPresent();
    }

    private String shown() {
        try {
            return Files.exists(screen)
                    ? CONTROL.matcher(Files.readString(screen, StandardCharsets.ISO_8859_1))
                            .replaceAll("")
                    : "";
        } catch (IOException cause) {
            throw new BedException("reading the console " + screen, cause);
        }
    }
}
