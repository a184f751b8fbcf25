package io.edgeward.core.enforcement;

import io.edgeward.core.facet.Facets;
import io.edgeward.core.platform.Generation;
import io.edgeward.core.platform.Platform;
import io.edgeward.core.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes generations of settings.
 *
 * @param version of this Edgeward, as what it renders is marked
 */
record Renderer(Facets facets, Platform platform, String version) {
    /** A generation under a number that was never used. */
    Generation next(long predecessor, Settings settings) {
        List<Long> ids = platform.generations();
        return generation(ids.isEmpty() ? 1 : ids.getLast() + 1, predecessor, settings);
    }

    private Generation generation(long id, long predecessor, Settings settings) {
        Map<String, String> files = new TreeMap<>(facets.render(settings));
        files.put(Generation.SETTINGS, settings.canonical() + "\n");
        return new Generation(id, predecessor, version, files);
    }

    /** Whether this version would render the settings of a generation otherwise. */
    boolean isOutdated(Generation old, Settings settings) {
        Generation anew = generation(old.id(), old.predecessor(), settings);
        return old.format() != anew.format() || !old.files().equals(anew.files());
    }
}
