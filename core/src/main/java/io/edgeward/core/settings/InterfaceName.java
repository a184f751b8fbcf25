package io.edgeward.core.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A network interface by its kernel name, 1 to 15 characters. */
@Shape(is = "the name of a network interface such as \"eth0\"", example = "eth0")
public record InterfaceName(@JsonValue String name) {
    private static final Pattern SPELLING = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,14}");

    public InterfaceName {
        if (!SPELLING.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + name + "\" is not an interface's name");
        }
    }

    @JsonCreator
    public static InterfaceName parse(String text) {
        return new InterfaceName(text);
    }

    @Override
    public String toString() {
        return name;
    }
}
