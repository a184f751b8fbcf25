package io.edgeward.gateway.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the story is told: with colour, pauses and a live line for a person at a terminal, as plain
 * lines for everybody else. On one thread.
 */
public final class Stage {
    private static final Duration BREATH = Duration.ofMillis(700);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean person;
    private final boolean colour;
    private int chapter;

    /**
     * Sets it up.
     *
     * @param person whether somebody sees {@code out} as it is written
     * @param colour whether escape codes are welcome
     */
    public Stage(PrintStream out, boolean person, boolean colour) {
        this.out = out;
        this.person = person;
        this.colour = colour && person;
    }

    /** The stage of this process. */
    public static Stage ofProcess() {
        return new Stage(
                System.out,
                isTerminal(1),
                System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
                        && !"dumb".equals(System.getenv("TERM")));
    }

    /** Whether a file descriptor of this process is a terminal. */
    public static boolean isTerminal(int descriptor) {
        try {
            String file = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return file.startsWith("/dev/pts/")
                    || file.startsWith("/dev/tty")
                    || file.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    /** How what is said looks. */
    enum Look {
        PLAIN(""),
        LOUD("1"),
        GOOD("32"),
        BAD("31"),
        QUIET("2");

        private final String code;

        Look(String code) {
            this.code = code;
        }
    }

    String as(Look look, String text) {
        return colour && !look.code.isEmpty()
                ? "\u001b[" + look.code + "m" + text + "\u001b[0m"
                : text;
    }

    /** Begins the next chapter, after a breath. */
    void chapter(String title, String command) {
        breathe();
        chapter++;
        out.println();
        String line = chapter + ". " + title;
        out.println(
                command.isEmpty()
                        ? as(Look.LOUD, line)
                        : as(Look.LOUD, String.format("%-44s", line))
                                + as(Look.QUIET, "$ edgeward " + command));
    }

    void say(String text) {
        out.println(text.isEmpty() ? "" : "   " + text);
    }

    void say(Look look, String text) {
        say(as(look, text));
    }

    /** A line that the next one takes the place of; on paper, a line like any other. */
    void live(String text) {
        if (colour) {
            out.print(CLEAR_LINE + "   " + text);
            out.flush();
        } else {
            say(text);
        }
    }

    /** The live line stays as it is. */
    void endLive() {
        if (colour) {
            out.println();
        }
    }

    void breathe() {
        if (person) {
            pause(BREATH);
        }
    }

    void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the story was interrupted", e);
        }
    }
}
