package io.edgeward.gateway.soak;

import io.edgeward.core.enforcement.EventLog;
import io.edgeward.gateway.eventlog.FileEventLog;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The daemon's own event log on disk, beside a memory of what it was told; it loses its power with
 * the gateway.
 */
final class CountedLog implements EventLog {
    /**
     * Small, so that old events make room in a soak; a thousand, which tell of the adoption, stay.
     */
    private static final long LIMIT = 1024L * 1024;

    private static final int REMEMBERED = 50;

    private final Path folder;
    private final Deque<Event> newest = new ArrayDeque<>();
    private FileEventLog file;
    private long recorded;
    private boolean dead;

    CountedLog(Path folder) {
        this.folder = folder;
        this.file = FileEventLog.open(folder, LIMIT);
    }

    @Override
    public void record(Event event) {
        if (dead) {
            throw new IllegalStateException("recording an event: the gateway has no power");
        }
        file.record(event);
        recorded++;
        newest.addLast(event);
        if (newest.size() > REMEMBERED) {
            newest.removeFirst();
        }
    }

    @Override
    public List<Event> newest(int atMost) {
        return file.newest(atMost);
    }

    @Override
    public Optional<Event> untoldTrial() {
        return file.untoldTrial();
    }

    /** From now on nothing is recorded any more. */
    void die() {
        dead = true;
    }

    /** A new daemon opens it. */
    void reopen() {
        file.close();
        file = FileEventLog.open(folder, LIMIT);
        dead = false;
    }

    void close() {
        file.close();
    }

    /** How many events were told since the soak began. */
    long recorded() {
        return recorded;
    }

    /** What the file ends with is what it was told last. */
    boolean isFaithful() {
        return file.newest(newest.size()).equals(List.copyOf(newest));
    }
}
