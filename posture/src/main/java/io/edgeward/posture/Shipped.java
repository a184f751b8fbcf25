package io.edgeward.posture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files that ship in this module. */
final class Shipped {
    private Shipped() {}

    /** The names that a folder's file {@code index} lists. A jar cannot be asked for its files. */
    static List<String> names(String folder) {
        return text(folder + "/index").lines().filter(line -> !line.isBlank()).toList();
    }

    static String text(String path) {
        try (var stream = Shipped.class.getResourceAsStream("/" + path)) {
            if (stream == null) {
                throw new IllegalStateException(path + " is missing in this build of Edgeward");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + path + " of this build", e);
        }
    }
}
