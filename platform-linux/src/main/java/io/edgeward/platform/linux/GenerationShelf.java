package io.edgeward.platform.linux;

import io.edgeward.core.platform.Generation;
import io.edgeward.core.platform.PlatformException;
import io.edgeward.core.platform.PlatformException.Kind;
import io.edgeward.core.platform.Standing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The accepted generations, as root keeps them on disk. Reads only. */
final class GenerationShelf {
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,8}");
    static final String MANIFEST = "manifest";
    private static final String SEAL = "seal";

    private final Layout layout;

    GenerationShelf(Layout layout) {
        this.layout = layout;
    }

    /**
     * The ids of all that stand there, oldest first. A damaged one is among them: its id must not
     * be used again.
     */
    List<Long> ids() {
        try (Stream<Path> found = Files.list(layout.generations())) {
            return found.filter(it -> Files.isDirectory(it, LinkOption.NOFOLLOW_LINKS))
                    .map(it -> it.getFileName().toString())
                    .filter(name -> ID.matcher(name).matches())
                    .map(Long::parseLong)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | UncheckedIOException e) {
            throw new PlatformException(Kind.UNREACHABLE, "listing the generations", e);
        }
    }

    /** A generation, if it is there and whole: to the letter what its manifest and seal say. */
    Optional<Generation> generation(long id) {
        boolean builtIn = id == Standing.BUILT_IN;
        Path folder = builtIn ? layout.builtIn() : layout.generations().resolve(Long.toString(id));
        try {
            Map<String, String> files = files(folder);
            String manifest = files.getOrDefault(MANIFEST, "");
            String seal = files.getOrDefault(SEAL, "").strip();
            files.keySet().removeAll(List.of(MANIFEST, SEAL));
            var generation = Generation.of(id, manifest, files);
            boolean whole =
                    generation.manifest().equals(manifest) && generation.digest().equals(seal);
            // The built-in one is part of the package, which has checksums of its own.
            return builtIn || whole ? Optional.of(generation) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new PlatformException(Kind.UNREACHABLE, "reading generation " + id, e);
        }
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) found::iterator) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                    files.put(folder.relativize(file).toString(), text);
                }
            }
            return files;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
