package io.edgeward.platform.simulated;

import io.edgeward.core.platform.Answer;
import io.edgeward.core.platform.Generation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Whether the applier accepts what the daemon proposes. */
final class Proposal {
    private static final long LAST_ID = 999_999_999;
    private static final int MAX_BYTES = 1024 * 1024;

    private Proposal() {}

    /** Why it does not; empty: it does. */
    static Optional<Answer> fault(Generation proposal) {
        if (proposal.id() < 1 || proposal.id() > LAST_ID) {
            return refused("bad-request", "");
        }
        int bytes =
                proposal.files().values().stream()
                        .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                        .sum();
        if (bytes > MAX_BYTES) {
            return refused("proposal-too-big", "");
        }
        for (Map.Entry<String, String> file : proposal.files().entrySet()) {
            Optional<Grammar> grammar = Grammar.of(file.getKey());
            if (grammar.isEmpty()) {
                return refused("proposal-files", "");
            }
            if (!grammar.get().accepts(file.getValue())) {
                return refused("proposal-grammar", file.getKey());
            }
        }
        return PacketFilter.takes(proposal.files())
                ? Optional.empty()
                : refused("firewall-refused", "");
    }

    private static Optional<Answer> refused(String reason, String file) {
        return Optional.of(new Answer.Refused(reason, file));
    }
}
