package io.edgeward.core.enforcement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A log in memory. It outlives the daemon, but not {@link #die}. May be called from any thread. */
public final class MemoryEventLog implements EventLog {
    /** A generation about which such a thing was said is no longer on its way. */
    private static final Set<String> ENDS = Set.of("confirmed", "reverted", "withdrawn");

    private final List<Event> events = new ArrayList<>();
    private boolean dead;

    @Override
    public synchronized void record(Event event) {
        if (dead) {
            throw new IllegalStateException("recording an event: the gateway has no power");
        }
        events.add(event);
    }

    @Override
    public synchronized List<Event> newest(int atMost) {
        return List.copyOf(events.subList(Math.max(0, events.size() - atMost), events.size()));
    }

    @Override
    public synchronized Optional<Event> untoldTrial() {
        for (int at = events.size() - 1; at >= 0; at--) {
            Event event = events.get(at);
            if (event.outcome().equals("begun")) {
                return ended(event, events.subList(at + 1, events.size()))
                        ? Optional.empty()
                        : Optional.of(event);
            }
        }
        return Optional.empty();
    }

    private static boolean ended(Event begun, List<Event> later) {
        return later.stream()
                .anyMatch(
                        it -> it.generation() == begun.generation() && ENDS.contains(it.outcome()));
    }

    /** Everything that was recorded. */
    public synchronized List<Event> all() {
        return List.copyOf(events);
    }

    /** From now on nothing is recorded any more, as on a gateway without power; or is again. */
    public synchronized void die(boolean really) {
        dead = really;
    }
}
