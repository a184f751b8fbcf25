package io.edgeward.core.enforcement;

import java.util.List;
import java.util.Optional;

/** What happened, appended and never altered. An event is on disk when {@link #record} returns. */
public interface EventLog {
    void record(Event event);

    /** The newest events, newest last. */
    List<Event> newest(int atMost);

    /**
     * The newest event {@code begun} since which nothing was told about the same generation that is
     * an end: {@code confirmed}, {@code reverted} or {@code withdrawn}. Survives a restart.
     */
    Optional<Event> untoldTrial();

    /**
     * One event.
     *
     * @param at RFC 3339, by the system's clock; the order of events is their order in the log
     * @param who principal
     * @param what enumerated word, as {@code change} or {@code trial-ended}
     * @param why the reason that was given, or the cause
     * @param outcome enumerated word, as {@code confirmed} or {@code refused}
     * @param generation the generation it is about; 0: none
     * @param from the generation that was active before; 0: none
     * @param details sentences; of {@code reverted}: what was not as wanted before and still is not
     */
    record Event(
            String at,
            String who,
            String what,
            String why,
            String outcome,
            long generation,
            long from,
            List<String> details) {
        public Event {
            details = List.copyOf(details);
        }
    }
}
