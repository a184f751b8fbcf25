package io.edgeward.core.settings;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A string format whose checker is the value type itself, so that there is one definition of it.
 */
record ValueFormat(Class<?> type, Function<String, ?> parse) implements Format {
    static final List<ValueFormat> ALL =
            List.of(
                    new ValueFormat(Cidr.class, Cidr::parse),
                    new ValueFormat(PortRange.class, PortRange::parse),
                    new ValueFormat(InterfaceName.class, InterfaceName::parse));

    static String nameOf(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    @Override
    public String getName() {
        return nameOf(type);
    }

    @Override
    public boolean matches(ExecutionContext context, String value) {
        try {
            var _ = parse.apply(value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
