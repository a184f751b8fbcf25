package io.edgeward.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One program to run on this host, to its end or for a limited time. */
record Command(List<String> argv, Duration limit, String input) {

    Command {
        argv = List.copyOf(argv);
    }

    static Command of(List<String> argv, Duration limit) {
        return new Command(argv, limit, "");
    }

    Result run() {
        var process = start();
        try (var keyboard = process.getOutputStream()) {
            keyboard.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            // A program may end without reading its input: its exit status tells what happened.
            process.onExit().join();
        }
        var out =
                CompletableFuture.supplyAsync(
                        () -> drain(process.getInputStream()), Thread::startVirtualThread);
        var err =
                CompletableFuture.supplyAsync(
                        () -> drain(process.getErrorStream()), Thread::startVirtualThread);
        var ended = await(process);
        if (!ended) {
            // Programs in a namespace of processes outlive the one that entered it, so children go
            // first.
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.onExit().join();
        }
        // What runs on in the background holds the pipes open; it is given a moment, not for ever.
        var said = settled(out);
        var complained = settled(err);
        return ended
                ? new Result(process.exitValue(), said, complained)
                : new Result(
                        Result.TIMED_OUT,
                        said,
                        complained + "killed after " + limit + ": " + String.join(" ", argv));
    }

    Process start() {
        try {
            return new ProcessBuilder(argv).start();
        } catch (IOException cause) {
            throw new BedException("starting " + String.join(" ", argv), cause);
        }
    }

    private boolean await(Process process) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String settled(CompletableFuture<String> text) {
        return text.completeOnTimeout("(output still open)\n", 5, TimeUnit.SECONDS).join();
    }

    private static String drain(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException cause) {
            throw new BedException("reading what a program says", cause);
        }
    }
}
