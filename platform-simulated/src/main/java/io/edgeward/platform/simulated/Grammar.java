package io.edgeward.platform.simulated;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a file of a generation may hold. Read from the very files that the package installs:
 * anchored expressions, one a line, of which each line of the file must match one.
 */
record Grammar(List<Pattern> expressions) {
    private static final String FOLDER = "grammar/";

    /** The grammar for a file; empty: no generation may hold such a file. */
    static Optional<Grammar> of(String path) {
        try (InputStream text = Grammar.class.getResourceAsStream(FOLDER + path)) {
            return Optional.ofNullable(text == null ? null : read(text));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the grammar of " + path, e);
        }
    }

    private static Grammar read(InputStream text) throws IOException {
        return new Grammar(
                new String(text.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .map(Grammar::pattern)
                        .toList());
    }

    /** POSIX classes are spelled otherwise in Java. */
    private static Pattern pattern(String posix) {
        return Pattern.compile(
                posix.replace("[:alnum:]", "\\p{Alnum}")
                        .replace("[:alpha:]", "\\p{Alpha}")
                        .replace("[:digit:]", "0-9")
                        .replace("[:cntrl:]", "\\p{Cntrl}")
                        .replace("[:xdigit:]", "0-9A-Fa-f"));
    }

    boolean accepts(String content) {
        // Not lines(): only LF ends a line for grep.
        String text = content.endsWith("\n") ? content.substring(0, content.length() - 1) : content;
        return content.isEmpty()
                || Stream.of(text.split("\n", -1))
                        .allMatch(line ->
                                expressions.stream().anyMatch(it -> it.matcher(line).matches()));
    }
}
