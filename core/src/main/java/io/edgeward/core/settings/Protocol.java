package io.edgeward.core.settings;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A transport protocol that has ports. */
public enum Protocol {
    TCP,
    UDP;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
