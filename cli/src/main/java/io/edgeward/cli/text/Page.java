package io.edgeward.cli.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines of text in the making: wrapped to a width, aligned in columns, with labels at the left. Not
 * for several threads.
 */
public final class Page {
    private static final int LABEL = 12;
    private static final int LEAST_ROOM = 24;
    private static final String GAP = "  ";

    private final StringBuilder text = new StringBuilder();
    private final int width;
    private final boolean colour;

    /** Empty; {@code width} in columns. */
    public Page(int width, boolean colour) {
        this.width = width;
        this.colour = colour;
    }

    /** A sentence of its own, from the left edge. */
    public Page line(String sentence, Style style) {
        return wrapped("", "", Cell.of(sentence, style));
    }

    public Page line(String sentence) {
        return line(sentence, Style.PLAIN);
    }

    /** A sentence that belongs to the one above it. */
    public Page under(String sentence, Style style) {
        return wrapped(GAP, GAP, Cell.of(sentence, style));
    }

    /** Text as it is: documents, not sentences. */
    public Page verbatim(String document) {
        text.append(document);
        return this;
    }

    public Page blank() {
        text.append('\n');
        return this;
    }

    /** A label and one sentence beside it. */
    public Page block(String label, Cell cell) {
        return block(label, List.of(List.of(cell)));
    }

    /** A label and one sentence beside it. */
    public Page block(String label, String sentence) {
        return block(label, Cell.of(sentence));
    }

    /** A label with rows of cells beside it, in columns; nothing where there are no rows. */
    public Page block(String label, List<List<Cell>> rows) {
        String first = Style.STRONG.paint(pad(label, LABEL), colour);
        rows(first, " ".repeat(LABEL), LABEL, rows);
        return this;
    }

    /** Rows of cells, in columns. */
    public Page table(List<List<Cell>> rows) {
        rows("", "", 0, rows);
        return this;
    }

    private void rows(String first, String others, int indent, List<List<Cell>> rows) {
        List<Integer> widths = widths(rows);
        String lead = first;
        for (List<Cell> row : rows) {
            row(lead, others, indent, row, widths);
            lead = others;
        }
    }

    private void row(String lead, String margin, int indent, List<Cell> row, List<Integer> widths) {
        int room = indent;
        StringBuilder line = new StringBuilder(lead);
        for (int i = 0; i < row.size() - 1; i++) {
            Cell cell = row.get(i);
            line.append(cell.style().paint(cell.text(), colour))
                    .append(" ".repeat(widths.get(i) - length(cell.text())))
                    .append(GAP);
            room += widths.get(i) + GAP.length();
        }
        if (width - room < LEAST_ROOM) {
            text.append(line.toString().stripTrailing()).append('\n');
            String deeper = margin + GAP + GAP;
            wrapped(deeper, deeper, row.getLast());
        } else {
            wrapped(line.toString(), " ".repeat(room), row.getLast());
        }
    }

    private static List<Integer> widths(List<List<Cell>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<Cell> row : rows) {
            for (int i = 0; i < row.size() - 1; i++) {
                if (i == widths.size()) {
                    widths.add(0);
                }
                widths.set(i, Math.max(widths.get(i), length(row.get(i).text())));
            }
        }
        return widths;
    }

    private Page wrapped(String first, String margin, Cell cell) {
        String lead = first;
        for (String line : wrap(cell.text(), width - length(margin))) {
            text.append((lead + cell.style().paint(line, colour)).stripTrailing()).append('\n');
            lead = margin;
        }
        return this;
    }

    /** Lines of at most {@code room} columns; a longer word is broken. */
    static List<String> wrap(String sentence, int room) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String whole : sentence.split(" ", -1)) {
            String word = whole;
            if (!line.isEmpty() && length(line) + 1 + length(word) > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (length(word) > room) {
                int end = word.offsetByCodePoints(0, room);
                lines.add(word.substring(0, end));
                word = word.substring(end);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(1, columns - length(text)));
    }

    private static int length(CharSequence text) {
        return (int) text.codePoints().count();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
