package io.edgeward.core.enforcement;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whose turn it is: one at a time does something to the gateway. Whoever was asked to does not wait
 * for another who was asked; a mere look at what became of a trial is soon over, and waited for.
 */
final class Turn {
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean asked;

    /** Takes the turn for what somebody asked for; false: another who was asked has it. */
    boolean take() {
        try {
            if (lock.tryLock() || (!asked && lock.tryLock(LOOK.toMillis(), MILLISECONDS))) {
                asked = true;
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Takes the turn for a look, if nobody has it. */
    boolean takeToLook() {
        return lock.tryLock();
    }

    /** Waits for the turn, however long. */
    void await() {
        lock.lock();
    }

    /** Gives back what was taken. */
    void end() {
        asked = false;
        lock.unlock();
    }

    boolean isTaken() {
        return lock.isLocked();
    }
}
