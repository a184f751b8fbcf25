package io.edgeward.gateway;

import io.edgeward.core.platform.Platform;
import java.nio.file.Path;
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
 */
record World(
        Platform platform,
        Path state,
        Path socket,
        List<Path> rules,
        LongPredicate isRoot,
        List<String> arguments) {}
