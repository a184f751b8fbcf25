package io.edgeward.cli.command;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.contract.Complaint;
import io.edgeward.cli.contract.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** Documents in and out: from files or standard input, to files. */
final class Texts {
    /** More is refused by the daemon as well; there is no use in sending it. */
    static final int MOST_BYTES = 1024 * 1024;

    private Texts() {}

    static String pretty(JsonNode document) {
        return new String(Json.pretty(document), StandardCharsets.UTF_8);
    }

    /** Reads a file, or standard input where it is named {@code -}; at most 1 MiB. */
    static byte[] read(String file, Call call) {
        byte[] bytes;
        try (InputStream in =
                file.equals("-") ? call.surroundings().in() : Files.newInputStream(Path.of(file))) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException | InvalidPathException e) {
            throw Complaint.invalid("'" + file + "' cannot be read: " + why(e) + ".").failure();
        }
        if (bytes.length > MOST_BYTES) {
            throw Complaint.of(
                            "too-large",
                            io.edgeward.cli.contract.ExitStatus.INVALID,
                            "Too large",
                            (file.equals("-") ? "Standard input" : "'" + file + "'")
                                    + " holds more than 1 MiB, which no settings document needs."
                                    + " Nothing was sent.")
                    .failure();
        }
        return bytes;
    }

    /** Writes a file whole. */
    static void write(String file, byte[] bytes) {
        try {
            Files.write(Path.of(file), bytes);
        } catch (IOException | InvalidPathException e) {
            throw Complaint.invalid("'" + file + "' cannot be written: " + why(e) + ".").failure();
        }
    }

    private static String why(Exception e) {
        return switch (e) {
            case NoSuchFileException _ -> "no such file or folder";
            case AccessDeniedException _ -> "permission denied";
            default -> String.valueOf(e.getMessage());
        };
    }
}
