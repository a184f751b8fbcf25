package io.edgeward.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.platform.Platform.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandingWatchTest {
    @TempDir private Path root;
    private Layout layout = new Layout(Path.of(""));
    private final Semaphore calls = new Semaphore(0);

    @BeforeEach
    void layout() {
        layout = new Layout(root);
    }

    private Watch watch(Runnable onChange) {
        return StandingWatch.start(layout.run(), new StandingFiles(layout)::read, onChange);
    }

    private void end(long id) throws IOException {
        Path fresh = layout.run().resolve(".ended");
        Files.writeString(fresh, id + " reverted deadline\n");
        Files.move(fresh, layout.ended(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void assertCalled() throws InterruptedException {
        assertThat(calls.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        calls.drainPermits();
    }

    @Test
    void theEndOfATrialIsTold() throws Exception {
        Files.createDirectories(layout.run());
        try (var _ = watch(calls::release)) {
            end(42);
            assertCalled();
        }
    }

    @Test
    void aFolderThatComesLaterIsWatchedToo() throws Exception {
        try (var _ = watch(calls::release)) {
            Files.createDirectories(layout.run());
            end(42);
            assertCalled();
            end(43);
            assertCalled();
        }
    }

    @Test
    void theAppliersLockIsNoNews() throws Exception {
        Files.createDirectories(layout.run());
        try (var _ = watch(calls::release)) {
            Files.writeString(layout.run().resolve("lock"), "");
            assertThat(calls.tryAcquire(500, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    @Test
    void whoFailsIsCalledAgain() throws Exception {
        Files.createDirectories(layout.run());
        try (var _ =
                watch(() -> {
                    calls.release();
                    Thread.currentThread().setUncaughtExceptionHandler((_, _) -> {});
                    throw new IllegalStateException("not now");
                })) {
            end(42);
            assertCalled();
            assertCalled();
        }
    }

    @Test
    void aClosedWatchIsSilent() throws Exception {
        Files.createDirectories(layout.run());
        watch(calls::release).close();
        end(42);
        assertThat(calls.tryAcquire(500, TimeUnit.MILLISECONDS)).isFalse();
    }
}
