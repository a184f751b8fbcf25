package io.edgeward.testbed;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A network namespace of Linux. A socket stays for life in the namespace where it was made, so it
 * is enough to make it on a thread that has entered there; it can be used on any thread afterwards.
 */
record Namespace(Path file) {

    private static final int CLONE_NEWNET = 0x40000000;
    private static final MethodHandle OPEN = libc("open", ValueLayout.ADDRESS);
    private static final MethodHandle SETNS = libc("setns", ValueLayout.JAVA_INT);

    static Namespace of(String name) {
        return new Namespace(Path.of("/run/netns", name));
    }

    /** Makes something on a thread of its own inside the namespace. */
    <T> T make(Callable<T> maker) {
        var made = new CompletableFuture<T>();
        // A carrier of virtual threads is shared and must never enter anywhere: this takes a thread
        // of the system.
        Thread.ofPlatform()
                .name("in " + file)
                .start(() -> {
                    try {
                        enter();
                        made.complete(maker.call());
                    } catch (Exception cause) {
                        made.completeExceptionally(cause);
                    }
                });
        try {
            return made.join();
        } catch (CompletionException failed) {
            throw new BedException("in the network of " + file, failed);
        }
    }

    private void enter() {
        try (var arena = Arena.ofConfined()) {
            var handle = (int) OPEN.invokeExact(arena.allocateFrom(file.toString()), 0);
            if (handle < 0 || (int) SETNS.invokeExact(handle, CLONE_NEWNET) != 0) {
                throw new BedException(
                        "cannot enter " + file + " (root is needed, and the gateway must exist)");
            }
        } catch (Error | RuntimeException known) {
            throw known;
        } catch (Throwable cause) {
            throw new BedException("entering " + file, cause);
        }
    }

    @SuppressWarnings("restricted") // Java has no call of its own for entering a namespace
    private static MethodHandle libc(String function, ValueLayout first) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(function),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, first, ValueLayout.JAVA_INT));
    }
}
