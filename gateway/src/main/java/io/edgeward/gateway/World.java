package io.edgeward.gateway;

import io.edgeward.core.platform.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * The operating system that a daemon is to look after, and its own places in it.
 *
 * @param state the daemon's own folder
 * @param socket of its interface
 * @param rules folders in which owners put rules and profiles of their own
 * @param isRoot by user id: who is the superuser
 * @param arguments of this JVM
 * @param passing whether its folder goes when the daemon goes
 */
record World(
        Platform platform,
        Path state,
        Path socket,
        List<Path> rules,
        LongPredicate isRoot,
        List<String> arguments,
        boolean passing) {
    /** Takes away what nobody needs any more. */
    void leave() {
        if (!passing) {
            return;
        }
        try (var files = Files.walk(state)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("removing " + state, e);
        }
    }
}
