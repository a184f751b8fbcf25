package io.edgeward.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A finished run of a program: its exit status, and all that it wrote. */
record Run(int status, String output, String errors) {

    static Run of(String... command) {
        return in(Path.of("."), Map.of(), command);
    }

    static Run in(Path folder, Map<String, String> environment, String... command) {
        try {
            Path output = Files.createTempFile("edgeward-run", ".out");
            Path errors = Files.createTempFile("edgeward-run", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
                builder.environment().putAll(environment);
                builder.redirectInput(Path.of("/dev/null").toFile());
                builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
                int status = builder.start().waitFor();
                return new Run(status, text(output), text(errors));
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("running " + String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + String.join(" ", command), e);
        }
    }

    List<String> lines() {
        return output.lines().toList();
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
