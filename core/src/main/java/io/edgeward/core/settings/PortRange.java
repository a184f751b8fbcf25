package io.edgeward.core.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** One port ("502") or a range of them, both ends included ("502-505"). */
@Shape(is = "a port or a range of ports such as \"502\" or \"502-505\"", example = "502-505")
public record PortRange(int first, int last) {
    private static final Pattern SPELLING = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");

    public PortRange {
        if (first < 1 || last > 65535 || first > last) {
            throw new IllegalArgumentException(
                    first + "-" + last + " is not a range of ports between 1 and 65535");
        }
    }

    public static PortRange of(Port port) {
        return new PortRange(port.number(), port.number());
    }

    @JsonCreator
    public static PortRange parse(String text) {
        var match = SPELLING.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a port or a range of them");
        }
        int first = Integer.parseInt(match.group(1));
        return new PortRange(
                first, match.group(2) == null ? first : Integer.parseInt(match.group(2)));
    }

    public boolean contains(int port) {
        return first <= port && port <= last;
    }

    @JsonValue
    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
