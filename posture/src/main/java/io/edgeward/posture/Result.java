package io.edgeward.posture;

import com.fasterxml.jackson.annotation.JsonValue;

/** What became of one rule. */
public enum Result {
    /** Everything expected was seen. */
    PASS("pass", "pass"),
    /** Something was seen that must not be, whatever else could not be seen. */
    FAIL("fail", "fail"),
    /** Nothing wrong was seen, but not everything could be seen; never counts as pass. */
    UNKNOWN("unknown", "unknown"),
    /** The rule has no object here. */
    NOT_APPLICABLE("notApplicable", "not applicable"),
    /** It fails or is unknown, and that is accepted for a stated reason. */
    EXCEPTED("excepted", "excepted");

    private final String word;
    private final String spoken;

    Result(String word, String spoken) {
        this.word = word;
        this.spoken = spoken;
    }

    @JsonValue
    public String word() {
        return word;
    }

    /** For people. */
    public String spoken() {
        return spoken;
    }
}
