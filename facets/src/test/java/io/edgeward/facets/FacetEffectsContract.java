package io.edgeward.facets;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.enforcement.Change;
import io.edgeward.core.enforcement.Change.Edit;
import io.edgeward.core.enforcement.Change.Options;
import io.edgeward.core.enforcement.Chronicle;
import io.edgeward.core.enforcement.Engine;
import io.edgeward.core.enforcement.MemoryEventLog;
import io.edgeward.core.enforcement.Outcome;
import io.edgeward.core.enforcement.Principal;
import io.edgeward.core.enforcement.Status;
import io.edgeward.core.facet.Exposure;
import io.edgeward.core.facet.Facet;
import io.edgeward.core.facet.Facets;
import io.edgeward.core.platform.Platform;
import io.edgeward.core.settings.Pointers;
import io.edgeward.core.settings.Settings;
import io.edgeward.core.settings.SettingsLanguage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What every facet brings about on a gateway, and that it goes away again. Run against each
 * platform; a new facet is tested by standing in the list.
 */
public abstract class FacetEffectsContract {
    private static final Facets FACETS = AllFacets.list();
    private static final SettingsLanguage LANGUAGE = FACETS.language();
    private static final Options NOW = new Options(true, Optional.empty(), Set.of("all"), false);
    private static final Options TRIAL =
            new Options(false, Optional.of(Duration.ofMinutes(5)), Set.of("all"), false);

    private Platform platform;
    private Engine engine;

    /** A gateway as it left the factory, once for each test. */
    protected abstract Platform factoryFresh();

    /** Loses the power, and all that was not synced; returns when the gateway has booted again. */
    protected abstract void cutPower();

    /** How long the gateway may take to settle. */
    protected abstract Duration patience();

    static Stream<Facet<?, ?>> facets() {
        return FACETS.all().stream();
    }

    @BeforeEach
    void adopt() {
        platform = factoryFresh();
        startDaemon();
    }

    /** A daemon that remembers nothing. */
    private void startDaemon() {
        var chronicle = new Chronicle(new MemoryEventLog(), InstantSource.system());
        engine = new Engine(FACETS, LANGUAGE, platform, chronicle, "1.0", patience());
        engine.start();
    }

    private Outcome make(Edit edit, Options options) {
        var tester = new Principal("tester", true, Optional.empty());
        return engine.make(new Change(edit, tester, "a contract", options));
    }

    private Outcome make(JsonNode patch, Options options) {
        return make(new Edit.Remedy(patch), options);
    }

    /** The facet's examples as patches; those that would change nothing now are left out. */
    private List<JsonNode> changes(Facet<?, ?> facet) {
        JsonNode now = engine.settings().at(facet.at());
        return facet.examples().stream()
                .map(Settings::tree)
                .filter(example -> !example.equals(now))
                .map(example -> Pointers.nest(facet.at(), example))
                .toList();
    }

    private JsonNode state() {
        return FACETS.state(platform.observe());
    }

    /** What is wanted is there; the services that were switched on may need a moment. */
    private Status asWanted() {
        long end = System.nanoTime() + patience().toNanos();
        while (true) {
            Status status = engine.status();
            if (status.drift().isEmpty() || System.nanoTime() > end) {
                assertThat(status.drift()).isEmpty();
                return status;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("facets")
    void everyExampleBecomesWhatIsThereAndGoesAgain(Facet<?, ?> facet) {
        asWanted();
        JsonNode before = state();
        List<JsonNode> changes = changes(facet);
        assertThat(changes).isNotEmpty();
        for (JsonNode change : changes) {
            assertThat(make(change, NOW)).isInstanceOf(Outcome.Confirmed.class);
            assertThat(engine.settings().at(facet.at())).isEqualTo(change.at(facet.at()));
            asWanted();
            List<Long> kept = platform.generations();
            assertThat(make(change, NOW)).isInstanceOf(Outcome.Unchanged.class);
            assertThat(platform.generations()).isEqualTo(kept);
        }
        assertThat(make(new Edit.RollBack(1), NOW)).isInstanceOf(Outcome.Confirmed.class);
        asWanted();
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("facets")
    void switchedOffNothingOfItIsThere(Facet<?, ?> facet) {
        if (!Settings.tree(facet.defaults()).has("enabled")) {
            return;
        }
        JsonNode off = JsonNodeFactory.instance.booleanNode(false);
        assertThat(state().at(facet.at() + "/on").asBoolean()).isTrue();
        assertThat(make(Pointers.nest(facet.at() + "/enabled", off), NOW))
                .isInstanceOf(Outcome.Confirmed.class);
        Status status = asWanted();
        assertThat(status.exposed()).extracting(Exposure::by).doesNotContain(facet.id());
        assertThat(status.ways()).doesNotContain(facet.id());
        assertThat(state().at(facet.at() + "/on").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("facets")
    void aPowerCutEndsATrialAndSparesWhatWasConfirmed(Facet<?, ?> facet) {
        asWanted();
        JsonNode before = state();
        JsonNode change = changes(facet).getLast();
        assertThat(make(change, TRIAL)).isInstanceOf(Outcome.OnTrial.class);
        assertThat(state()).isNotEqualTo(before);
        cutPower();
        startDaemon();
        asWanted();
        assertThat(state()).isEqualTo(before);

        assertThat(make(change, NOW)).isInstanceOf(Outcome.Confirmed.class);
        JsonNode after = state();
        cutPower();
        startDaemon();
        assertThat(engine.settings().at(facet.at())).isEqualTo(change.at(facet.at()));
        asWanted();
        assertThat(state()).isEqualTo(after);
    }
}
