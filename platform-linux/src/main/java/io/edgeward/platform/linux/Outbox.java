package io.edgeward.platform.linux;

import io.edgeward.core.platform.Generation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where the daemon lays a proposal for the applier to copy; at most one lies there. Nothing is
 * synced to disk: what counts is the applier's copy.
 */
final class Outbox {
    private final Path folder;

    Outbox(Path folder) {
        this.folder = folder;
    }

    /** Lays a proposal out, and takes away whatever lay there before. */
    void lay(Generation generation) throws IOException {
        clear();
        Path place = folder.resolve(Long.toString(generation.id()));
        Map<String, String> files = new TreeMap<>(generation.files());
        files.put(GenerationShelf.MANIFEST, generation.manifest());
        for (var file : files.entrySet()) {
            Path path = place.resolve(file.getKey()).normalize();
            if (!path.startsWith(place)) {
                throw new IllegalArgumentException(file.getKey() + " leaves its generation");
            }
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    /** Takes the proposal away again, now or else before the next one. */
    void tidy() {
        try {
            clear();
        } catch (IOException e) {
            // Harms nobody there, and must not hide the applier's answer; lay() will tell.
            return;
        }
    }

    private void clear() throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        } catch (NoSuchFileException e) {
            // There is no outbox yet, so nothing lies in it.
            return;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
