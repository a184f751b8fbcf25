package io.edgeward.gateway;

import io.edgeward.core.enforcement.Engine;
import io.edgeward.core.enforcement.NotAdopted;
import io.edgeward.core.platform.Platform;
import io.edgeward.core.platform.PlatformException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins, and then looks after what happens by itself: a trial that runs out, a revert by hand. It
 * is woken by every sign of the platform's, and looks once a minute even without one. What cannot
 * be done yet, as when the applier is not there, is tried again, at first soon and then less often.
 */
final class Attendant implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Attendant.class);
    private static final Duration ROUND = Duration.ofMinutes(1);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LAST_RETRY = Duration.ofSeconds(10);

    private final Engine engine;
    private final Platform platform;

    /** Holds at most one sign: a look that begins later sees what all of them meant. */
    private final BlockingQueue<Boolean> signs = new LinkedBlockingQueue<>(1);

    private final Thread thread;

    private Attendant(Engine engine, Platform platform) {
        this.engine = engine;
        this.platform = platform;
        this.thread = Thread.ofVirtual().name("attendant").unstarted(this::attend);
    }

    static Attendant start(Engine engine, Platform platform) {
        var attendant = new Attendant(engine, platform);
        attendant.thread.start();
        return attendant;
    }

    private void attend() {
        try (var _ = platform.watch(() -> signs.offer(true))) {
            untilDone(engine::start);
            LOG.info("This gateway is known; its settings are looked after.");
            while (true) {
                signs.poll(ROUND.toMillis(), TimeUnit.MILLISECONDS);
                untilDone(engine::attend);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void untilDone(Runnable task) throws InterruptedException {
        Duration pause = FIRST_RETRY;
        String said = "";
        while (true) {
            try {
                task.run();
                return;
            } catch (NotAdopted | PlatformException e) {
                String why = String.valueOf(e.getMessage());
                if (!why.equals(said)) {
                    LOG.warn("Not yet: {}. It is tried again.", why);
                    said = why;
                }
            } catch (RuntimeException e) {
                if (Thread.interrupted()) {
                    // Told to stop in the middle of a look: that is no failure.
                    throw new InterruptedException();
                }
                LOG.error("Looking after the gateway failed; it is tried again", e);
            }
            Thread.sleep(pause);
            pause =
                    pause.multipliedBy(2).compareTo(LAST_RETRY) < 0
                            ? pause.multipliedBy(2)
                            : LAST_RETRY;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
