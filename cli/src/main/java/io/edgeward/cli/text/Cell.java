package io.edgeward.cli.text;

/** A piece of text that is aligned and painted as a whole. */
public record Cell(String text, Style style) {
    public Cell {
        text = plain(text);
    }

    public static Cell of(String text) {
        return new Cell(text, Style.PLAIN);
    }

    public static Cell of(String text, Style style) {
        return new Cell(text, style);
    }

    // What others wrote must not steer the terminal.
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .map(it -> it == '\n' || it == '\t' || it == '\r' ? ' ' : it)
                .map(it -> Character.isISOControl(it) || steers(it) ? '?' : it)
                .forEach(plain::appendCodePoint);
        return plain.toString().strip();
    }

    /** Marks that turn the direction of the text, and so can make it read as something else. */
    private static boolean steers(int character) {
        return (character >= 0x202a && character <= 0x202e)
                || (character >= 0x2066 && character <= 0x2069);
    }
}
