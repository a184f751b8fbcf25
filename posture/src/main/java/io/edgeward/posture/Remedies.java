package io.edgeward.posture;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What cures all that an audit found failing or unknown; what is excepted is left alone. A rule
 * that is unknown is cured like one that fails: the settings then ask for it, whatever is there.
 *
 * @param patch one merge patch of the settings; empty if no setting is to change
 * @param manual what remains to be done by hand
 */
public record Remedies(ObjectNode patch, List<ByHand> manual) {
    public Remedies {
        manual = List.copyOf(manual);
    }

    /** What a person has to do for one rule. */
    public record ByHand(String rule, String title, List<String> commands) {
        public ByHand {
            commands = List.copyOf(commands);
        }
    }

    static Remedies of(List<Finding> findings) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        List<ByHand> manual = new ArrayList<>();
        for (Finding finding : findings) {
            finding.remedy()
                    .ifPresent(remedy -> {
                        remedy.patch().ifPresent(it -> Patches.merge(patch, it));
                        if (!remedy.manual().isEmpty()) {
                            manual.add(
                                    new ByHand(finding.rule(), finding.title(), remedy.manual()));
                        }
                    });
        }
        return new Remedies(patch, manual);
    }
}
