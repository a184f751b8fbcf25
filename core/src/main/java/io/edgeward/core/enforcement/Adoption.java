package io.edgeward.core.enforcement;

import io.edgeward.core.facet.Facets;
import io.edgeward.core.platform.Answer;
import io.edgeward.core.platform.Generation;
import io.edgeward.core.platform.Observation;
import io.edgeward.core.platform.Platform;
import io.edgeward.core.settings.Settings;
import io.edgeward.core.settings.SettingsLanguage;

/**
 * How a gateway becomes known: as it is found, with nothing altered. Called in the engine's turn.
 */
record Adoption(
        Facets facets,
        SettingsLanguage language,
        Platform platform,
        Planner planner,
        Renderer renderer,
        Chronicle chronicle) {
    /**
     * @throws NotAdopted if it could not be observed or was not accepted: try again later
     */
    void begin() {
        Observation found = platform.observe();
        if (found.listeners().isEmpty()
                || found.consoles().isEmpty()
                || found.services().isEmpty()) {
            // What is adopted in the dark would be switched off at the next boot.
            throw new NotAdopted("it could not be observed: " + found.unseen());
        }
        var reading = language.patch(language.defaults(), facets.adopt(found));
        if (!(reading instanceof SettingsLanguage.Reading.Valid(Settings settings))) {
            throw new IllegalStateException("what was found cannot be written down: " + reading);
        }
        Generation first = renderer.next(0, settings);
        told(first.id(), platform.adopt(first), settings);
    }

    /** It was accepted, but what comes after that was cut off. */
    void finish(Generation adopted) {
        told(adopted.id(), platform.heal(adopted.id()), planner.settingsOf(adopted));
    }

    private void told(long id, Answer adoption, Settings settings) {
        chronicle.adopted(id, adoption, settings);
        if (!(adoption instanceof Answer.Done)) {
            throw new NotAdopted("the applier answered " + adoption);
        }
    }
}
