package io.edgeward.facets.localconsole;

import io.edgeward.core.settings.Describe;

/** The local console as wanted. */
public record LocalConsoleSettings(
        @Describe("Whether serial, video and virtual terminals offer a login.") boolean enabled) {
    /** On: the last way in when all others fail. */
    public static LocalConsoleSettings defaults() {
        return new LocalConsoleSettings(true);
    }
}
