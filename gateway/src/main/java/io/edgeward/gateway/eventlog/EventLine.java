package io.edgeward.gateway.eventlog;

import io.edgeward.core.enforcement.EventLog.Event;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** An event as one line of JSON, and back. */
final class EventLine {
    /** Longer texts are cut: one event must not fill the log. */
    private static final int MAX_TEXT = 16 * 1024;

    private static final int MAX_DETAILS = 100;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    // A later version may have written more than this one knows.
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private EventLine() {}

    /** The line with its end; JSON escapes every line break within. */
    static byte[] write(Event event) {
        return (MAPPER.writeValueAsString(bounded(event)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Empty if the line is not a whole event: torn, or not ours. */
    static Optional<Event> read(byte[] line) {
        try {
            return Optional.of(MAPPER.readValue(line, Event.class));
        } catch (JacksonException | NullPointerException e) {
            return Optional.empty();
        }
    }

    private static Event bounded(Event event) {
        return new Event(
                event.at(),
                cut(event.who()),
                event.what(),
                cut(event.why()),
                event.outcome(),
                event.generation(),
                event.from(),
                event.details().stream().limit(MAX_DETAILS).map(EventLine::cut).toList());
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }
}
