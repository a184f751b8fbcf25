package io.edgeward.core.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A TCP or UDP port number, 1 to 65535. */
@Shape(is = "a port number from 1 to 65535", minimum = 1, maximum = 65535, example = "22")
public record Port(@JsonValue int number) {
    @JsonCreator
    public Port {
        if (number < 1 || number > 65535) {
            throw new IllegalArgumentException(number + " is not a port number from 1 to 65535");
        }
    }

    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
