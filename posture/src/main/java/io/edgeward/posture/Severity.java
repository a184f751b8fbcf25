package io.edgeward.posture;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much it matters that a rule is met; the weight is what it counts for in the score. */
public enum Severity {
    LOW(1),
    MEDIUM(2),
    HIGH(5),
    CRITICAL(10);

    private final int weight;

    Severity(int weight) {
        this.weight = weight;
    }

    /** 1, 2, 5 or 10. */
    public int weight() {
        return weight;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Severity of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
