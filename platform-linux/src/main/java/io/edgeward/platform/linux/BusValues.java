package io.edgeward.platform.linux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.types.Variant;

/** Values of the bus, in one shape: the library gives arrays and structs in several. */
final class BusValues {
    private BusValues() {}

    /** A value without the variant around it. */
    static Object plain(Object value) {
        return value instanceof Variant<?> variant ? plain(variant.getValue()) : value;
    }

    /** The elements of an array or struct. */
    static List<Object> elements(Object value) {
        return switch (plain(value)) {
            case List<?> list -> new ArrayList<>(list);
            case Object[] array -> new ArrayList<>(Arrays.asList(array));
            case Object other ->
                    throw new IllegalArgumentException(
                            "the bus gave " + other.getClass() + " for a list");
        };
    }

    /** The properties of an object. */
    record Properties(Map<?, ?> values) {
        Object value(String name) {
            Object value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("the bus did not tell " + name);
            }
            return plain(value);
        }
    }

    /** The answer to GetAll. */
    static Properties properties(Object value) {
        if (plain(value) instanceof Map<?, ?> values) {
            return new Properties(values);
        }
        throw new IllegalArgumentException("the bus gave " + value.getClass() + " for properties");
    }

    /** An array of structs. */
    static List<List<Object>> structs(Object value) {
        return elements(value).stream().map(BusValues::elements).toList();
    }

    /** An array of strings. */
    static List<String> strings(Object value) {
        return elements(value).stream().map(Object::toString).toList();
    }

    /** A name as a part of an object's path: what is no letter or digit becomes {@code _xx}. */
    static String label(String name) {
        var label = new StringBuilder();
        for (int at = 0; at < name.length(); at++) {
            char c = name.charAt(at);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            boolean digit = c >= '0' && c <= '9' && at > 0;
            label.append(letter || digit ? String.valueOf(c) : String.format("_%02x", (int) c));
        }
        return label.toString();
    }
}
