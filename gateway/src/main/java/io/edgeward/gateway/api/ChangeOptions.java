package io.edgeward.gateway.api;

import io.edgeward.core.enforcement.Change;
import io.edgeward.core.enforcement.Principal;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The options that every request for a change has. */
record ChangeOptions(Change.Options options, String reason) {
    static final Set<String> NAMES =
            Set.of("now", "confirmWithin", "acceptLoss", "dryRun", "reason");

    /** Those names and these. */
    static Set<String> and(Set<String> more) {
        Set<String> all = new HashSet<>(NAMES);
        all.addAll(more);
        return all;
    }

    /** Reads them; faults are told by {@link Query#check}, ranges by the engine. */
    static ChangeOptions of(Query query) {
        return new ChangeOptions(
                new Change.Options(
                        query.flag("now"),
                        query.number("confirmWithin", 0, 999_999_999)
                                .map(seconds -> Duration.ofSeconds(seconds)),
                        Set.copyOf(new HashSet<>(query.all("acceptLoss"))),
                        query.flag("dryRun")),
                query.text("reason").orElse(""));
    }

    Change change(Change.Edit edit, Principal by) {
        return new Change(edit, by, reason, options);
    }
}
