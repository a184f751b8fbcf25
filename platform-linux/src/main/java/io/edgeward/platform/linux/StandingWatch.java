package io.edgeward.platform.linux;

import io.edgeward.core.platform.Platform.Watch;
import io.edgeward.core.platform.PlatformException;
import io.edgeward.core.platform.PlatformException.Kind;
import io.edgeward.core.platform.Standing;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Calls whenever a file of the standing moved in the applier's folder. Looks by itself every two
 * seconds as well: the folder may not exist yet, and an event may be lost.
 */
final class StandingWatch implements Watch {
    private static final long POLL_MILLISECONDS = 2_000;

    private final Path folder;
    private final Supplier<Standing> standing;
    private final Runnable onChange;
    private final WatchService service;
    private Optional<WatchKey> watched = Optional.empty();
    private Optional<Standing> last;

    private StandingWatch(Path folder, Supplier<Standing> standing, Runnable onChange) {
        this.folder = folder;
        this.standing = standing;
        this.onChange = onChange;
        try {
            this.service = folder.getFileSystem().newWatchService();
        } catch (IOException e) {
            throw new PlatformException(Kind.UNREACHABLE, "watching " + folder, e);
        }
        this.last = now();
        register();
    }

    static Watch start(Path folder, Supplier<Standing> standing, Runnable onChange) {
        var watch = new StandingWatch(folder, standing, onChange);
        Thread.ofVirtual().name("edgeward-watch").start(watch::run);
        return watch;
    }

    private void run() {
        try {
            while (true) {
                WatchKey key = service.poll(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
                boolean moved =
                        key != null && key.pollEvents().stream().anyMatch(StandingWatch::matters);
                if (key != null && !key.reset()) {
                    watched = Optional.empty();
                }
                register();
                Optional<Standing> now = now();
                if (moved || !now.equals(last)) {
                    last = now;
                    tell();
                }
            }
        } catch (ClosedWatchServiceException e) {
            // Closed, which is how a watch ends.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The applier touches other files there too, its lock at each question among them. */
    private static boolean matters(WatchEvent<?> event) {
        return event.kind().equals(StandardWatchEventKinds.OVERFLOW)
                || (event.context() instanceof Path file
                        && Layout.STANDING.contains(file.toString()));
    }

    private void register() {
        if (watched.filter(WatchKey::isValid).isPresent() || !Files.isDirectory(folder)) {
            return;
        }
        try {
            watched =
                    Optional.of(
                            folder.register(
                                    service,
                                    StandardWatchEventKinds.ENTRY_CREATE,
                                    StandardWatchEventKinds.ENTRY_MODIFY,
                                    StandardWatchEventKinds.ENTRY_DELETE));
        } catch (IOException e) {
            // It went away again; until it is back, looking every two seconds must do.
            watched = Optional.empty();
        }
    }

    /** Empty: could not be told, which is a change too. */
    private Optional<Standing> now() {
        try {
            return Optional.of(standing.get());
        } catch (PlatformException e) {
            return Optional.empty();
        }
    }

    /** Whoever fails is told so in the thread's usual way and called again at the next look. */
    private void tell() {
        try {
            onChange.run();
        } catch (RuntimeException e) {
            last = Optional.empty();
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            throw new PlatformException(Kind.UNREACHABLE, "ending the watch of " + folder, e);
        }
    }
}
