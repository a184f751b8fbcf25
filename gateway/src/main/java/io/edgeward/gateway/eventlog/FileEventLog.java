package io.edgeward.gateway.eventlog;

import io.edgeward.core.enforcement.EventLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event log in STATE/events.jsonl. May be called from any thread.
 *
 * <p>An event that says what is about to be done ({@code begun}) is on disk when {@link #record}
 * returns, or it throws, so that nothing is done untold. An event that says what was done cannot
 * undo it by failing: where the disk takes nothing, it goes to the system's journal, stays in
 * memory, counts in {@link #owed}, and is written before the next one.
 */
public final class FileEventLog implements EventLog, AutoCloseable {
    /** What log and predecessor take together, in bytes. */
    public static final long USUAL_LIMIT = 100L * 1024 * 1024;

    /** As many are kept in memory. */
    private static final int REMEMBERED = 1000;

    /** As many are told at once, from the disk then. */
    private static final int MOST_TOLD = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(FileEventLog.class);

    private final Lines file;
    private final ReentrantLock turn = new ReentrantLock();
    private final Deque<Event> newest = new ArrayDeque<>();
    private final Deque<Event> owed = new ArrayDeque<>();
    private Optional<Event> untold = Optional.empty();

    private FileEventLog(Lines file) {
        this.file = file;
    }

    /**
     * Opens it, and makes it where there is none.
     *
     * @param state the daemon's own folder; made if it is not there
     * @param limit bytes that log and predecessor may take together
     * @throws UncheckedIOException if it cannot be opened, or another daemon has it open
     */
    public static FileEventLog open(Path state, long limit) {
        try {
            return on(EventFile.open(state, "events.jsonl", limit / 2));
        } catch (IOException e) {
            throw new UncheckedIOException("opening the event log in " + state, e);
        }
    }

    static FileEventLog on(Lines lines) throws IOException {
        var log = new FileEventLog(lines);
        log.remember();
        return log;
    }

    private void remember() throws IOException {
        var trial = new UntoldTrial();
        file.backwards(line -> {
            boolean full = newest.size() >= REMEMBERED;
            if (full && (trial.decided() || !UntoldTrial.concernedBy(line))) {
                return !trial.decided();
            }
            EventLine.read(line)
                    .ifPresent(event -> {
                        trial.see(event);
                        if (!full) {
                            newest.addFirst(event);
                        }
                    });
            return true;
        });
        untold = trial.found();
    }

    @Override
    public void record(Event event) {
        turn.lock();
        try {
            boolean before = event.outcome().equals("begun");
            try {
                payOwed();
                file.append(EventLine.write(event));
            } catch (IOException e) {
                if (before) {
                    throw new UncheckedIOException("writing to the event log", e);
                }
                owe(event, e);
            }
            newest.addLast(event);
            if (newest.size() > REMEMBERED) {
                newest.removeFirst();
            }
            untold = UntoldTrial.after(untold, event);
        } finally {
            turn.unlock();
        }
    }

    private void payOwed() throws IOException {
        while (!owed.isEmpty()) {
            file.append(EventLine.write(owed.getFirst()));
            owed.removeFirst();
        }
    }

    private void owe(Event event, IOException cause) {
        LOG.error("The event log takes nothing; this event is owed to it: {}", event, cause);
        owed.addLast(event);
        if (owed.size() > REMEMBERED) {
            owed.removeFirst();
        }
    }

    @Override
    public List<Event> newest(int atMost) {
        turn.lock();
        try {
            if (atMost > newest.size() && newest.size() == REMEMBERED) {
                return fromDisk(Math.min(atMost, MOST_TOLD));
            }
            var all = new ArrayList<>(newest);
            return List.copyOf(all.subList(Math.max(0, all.size() - atMost), all.size()));
        } finally {
            turn.unlock();
        }
    }

    private List<Event> fromDisk(int atMost) {
        var events = new ArrayDeque<Event>(owed);
        try {
            file.backwards(line -> {
                EventLine.read(line).ifPresent(events::addFirst);
                return events.size() < atMost;
            });
        } catch (IOException e) {
            throw new UncheckedIOException("reading the event log", e);
        }
        return List.copyOf(events);
    }

    @Override
    public Optional<Event> untoldTrial() {
        turn.lock();
        try {
            return untold;
        } finally {
            turn.unlock();
        }
    }

    /** How many events the disk did not take yet. */
    public int owed() {
        turn.lock();
        try {
            return owed.size();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the event log", e);
        } finally {
            turn.unlock();
        }
    }
}
