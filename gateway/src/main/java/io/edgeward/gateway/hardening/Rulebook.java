package io.edgeward.gateway.hardening;

import io.edgeward.posture.FaultyRules;
import io.edgeward.posture.Posture;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The rules and profiles, loaded when they are first asked for. Files that were faulty are read
 * again at every request, until their owner has cured them. May be called from any thread.
 */
public final class Rulebook {
    private final List<Path> extra;
    private final ReentrantLock turn = new ReentrantLock();
    private Optional<Posture> loaded = Optional.empty();

    /**
     * Reads nothing yet.
     *
     * @param extra folders in which owners put rules and profiles of their own
     */
    public Rulebook(List<Path> extra) {
        this.extra = List.copyOf(extra);
    }

    /**
     * All of them.
     *
     * @throws FaultyRules with every fault of every file
     */
    public Posture posture() {
        turn.lock();
        try {
            Posture posture = loaded.orElseGet(() -> Posture.load(extra));
            loaded = Optional.of(posture);
            return posture;
        } finally {
            turn.unlock();
        }
    }
}
