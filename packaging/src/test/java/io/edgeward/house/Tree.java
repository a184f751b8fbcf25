package io.edgeward.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All texts that git keeps, or would keep: what a build made is not among them. */
record Tree(List<Source> sources) {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final LinkOption NO_FOLLOW = LinkOption.NOFOLLOW_LINKS;

    Tree {
        sources = List.copyOf(sources);
    }

    static Tree ofThisBuild() {
        return new Tree(
                Stream.of(listing().split("\0"))
                        .filter(it -> Files.isRegularFile(ROOT.resolve(it), NO_FOLLOW))
                        .map(Tree::read)
                        .toList());
    }

    /** A file of that path, or a folder. */
    boolean has(String path) {
        return sources.stream()
                .anyMatch(it -> it.path().equals(path) || it.path().startsWith(path + "/"));
    }

    Optional<Source> at(String path) {
        return sources.stream().filter(it -> it.path().equals(path)).findFirst();
    }

    private static Source read(String path) {
        try {
            byte[] bytes = Files.readAllBytes(ROOT.resolve(path));
            return new Source(path, new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + path, e);
        }
    }

    private static String listing() {
        try {
            // Whoever builds may be another user than the one who cloned.
            Process git =
                    new ProcessBuilder(
                                    List.of(
                                            "git",
                                            "-c",
                                            "safe.directory=*",
                                            "ls-files",
                                            "-coz",
                                            "--exclude-standard"))
                            .directory(ROOT.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String listing =
                    new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (git.waitFor() != 0) {
                throw new IllegalStateException("git does not list the files of " + ROOT);
            }
            return listing;
        } catch (IOException e) {
            throw new UncheckedIOException("asking git for the files of " + ROOT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while git lists the files", e);
        }
    }
}
