package io.edgeward.core.enforcement;

import io.edgeward.core.facet.Exposure;
import io.edgeward.core.facet.Risk;
import io.edgeward.core.settings.Problem;
import io.edgeward.core.settings.Settings;
import java.util.List;

/**
 * What a change would do, before it is done.
 *
 * @param from the generation that is active
 * @param settings the document that the change results in
 * @param edits where the documents differ
 * @param exposed what the network could reach afterwards
 * @param waysBefore ids of the ways to manage the gateway that are open now
 * @param waysAfter ids of those that would be open afterwards
 * @param warnings what is allowed but worth saying
 */
public record Plan(
        long from,
        Settings settings,
        List<SettingsDiff.Edit> edits,
        List<Exposure> exposed,
        List<String> waysBefore,
        List<String> waysAfter,
        Risk risk,
        List<Problem> warnings) {
    public Plan {
        edits = List.copyOf(edits);
        exposed = List.copyOf(exposed);
        waysBefore = List.copyOf(waysBefore);
        waysAfter = List.copyOf(waysAfter);
        warnings = List.copyOf(warnings);
    }

    /** The ways that the change closes. */
    public List<String> waysLost() {
        return waysBefore.stream().filter(way -> !waysAfter.contains(way)).toList();
    }

    public boolean changesNothing() {
        return edits.isEmpty();
    }
}
