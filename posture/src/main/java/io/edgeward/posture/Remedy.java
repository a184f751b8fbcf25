package io.edgeward.posture;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What cures one finding.
 *
 * @param patch merge patch of the settings
 * @param command the command that makes this patch alone
 * @param manual commands for what no setting can cure, in order
 */
public record Remedy(Optional<ObjectNode> patch, Optional<String> command, List<String> manual) {
    public Remedy {
        manual = List.copyOf(manual);
    }
}
