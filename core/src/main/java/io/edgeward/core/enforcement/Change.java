package io.edgeward.core.enforcement;

import io.edgeward.core.settings.StrictJson;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A proposed edit of the settings.
 *
 * @param reason why, in the words of whoever asks; may be empty
 */
public record Change(Edit edit, Principal by, String reason, Options options) {
    /** What is to become of the settings. */
    public sealed interface Edit {
        /** RFC 7396 merge patch that somebody sent. */
        record Patch(StrictJson.Read sent) implements Edit {}

        /** RFC 7396 merge patch, made by the program itself. */
        record Remedy(JsonNode patch) implements Edit {}

        /** A whole document; what it leaves out is the default. */
        record Replace(StrictJson.Read sent) implements Edit {}

        /** The settings of an older generation, and its very files. */
        record RollBack(long generation) implements Edit {}

        /** The same settings, in the files that this version makes of them. */
        record Renewal() implements Edit {}
    }

    /** A generation that another version rendered is rendered anew, by Edgeward itself. */
    static Change renewal(long generation, String version) {
        return new Change(
                new Edit.Renewal(),
                Principal.SYSTEM,
                "generation " + generation + " rendered anew by version " + version,
                new Options(true, Optional.empty(), Set.of("all"), false));
    }

    /**
     * How the change shall be made.
     *
     * @param now confirm as soon as it is verified
     * @param confirmWithin how long the trial lasts, 30 s to 60 min; empty: 120 s if the change may
     *     cut access, else no trial
     * @param acceptLoss ids of ways that may be lost, or "all"
     * @param dryRun plan only
     */
    public record Options(
            boolean now, Optional<Duration> confirmWithin, Set<String> acceptLoss, boolean dryRun) {
        public static final Duration LEAST_WINDOW = Duration.ofSeconds(30);
        public static final Duration USUAL_WINDOW = Duration.ofMinutes(2);
        public static final Duration LONGEST_WINDOW = Duration.ofMinutes(60);

        public Options {
            acceptLoss = Set.copyOf(acceptLoss);
        }

        public static Options usual() {
            return new Options(false, Optional.empty(), Set.of(), false);
        }

        public boolean accepts(String way) {
            return acceptLoss.contains(way) || acceptLoss.contains("all");
        }
    }
}
