package io.edgeward.gateway.eventlog;

import io.edgeward.core.enforcement.EventLog.Event;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the trial that was begun and whose end was not told, in events that come newest first. Only
 * the newest beginning counts: there is one trial at a time.
 */
final class UntoldTrial {
    private static final String BEGUN = "begun";
    private static final List<String> DECISIVE =
            List.of("\"begun\"", "\"confirmed\"", "\"reverted\"", "\"withdrawn\"");

    private final Set<Long> told = new HashSet<>();
    private boolean decided;
    private Optional<Event> found = Optional.empty();

    /** Whether no older event can make a difference. */
    boolean decided() {
        return decided;
    }

    Optional<Event> found() {
        return found;
    }

    void see(Event event) {
        if (decided) {
            return;
        }
        if (event.outcome().equals(BEGUN)) {
            decided = true;
            found = told.contains(event.generation()) ? Optional.empty() : Optional.of(event);
        } else if (tellsAnEnd(event)) {
            told.add(event.generation());
        }
    }

    /** The untold trial after one more event. */
    static Optional<Event> after(Optional<Event> untold, Event event) {
        if (event.outcome().equals(BEGUN)) {
            return Optional.of(event);
        }
        return untold.filter(it -> !(tellsAnEnd(event) && it.generation() == event.generation()));
    }

    /**
     * What was stranded has not ended: the applier's timer may still end it, and that is then told.
     */
    private static boolean tellsAnEnd(Event event) {
        return switch (event.outcome()) {
            case "confirmed", "reverted", "withdrawn" -> true;
            default -> false;
        };
    }

    /** A quick look at a line, which may say yes for nothing: whether it could decide anything. */
    static boolean concernedBy(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        return DECISIVE.stream().anyMatch(text::contains);
    }
}
