package io.edgeward.facets;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.facet.Exposure;
import io.edgeward.core.facet.Facet;
import io.edgeward.core.facet.Facets;
import io.edgeward.core.platform.Observation;
import io.edgeward.core.settings.Pointers;
import io.edgeward.core.settings.Problem;
import io.edgeward.core.settings.Settings;
import io.edgeward.core.settings.SettingsLanguage;
import io.edgeward.core.settings.SettingsLanguage.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What every facet promises; a new one is tested by standing in the list. */
class FacetContractTest {
    private static final Facets FACETS = AllFacets.list();
    private static final SettingsLanguage LANGUAGE = FACETS.language();

    /** Nothing could be seen. */
    private static final Observation DARKNESS =
            new Observation(
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Map.of("everything", "it is dark"));

    static Stream<Facet<?, ?>> facets() {
        return FACETS.all().stream();
    }

    private static List<JsonNode> documents(Facet<?, ?> facet) {
        return Stream.concat(Stream.of(facet.defaults()), facet.examples().stream())
                .map(Settings::tree)
                .map(section -> Pointers.nest(facet.at(), section))
                .toList();
    }

    private static Settings valid(JsonNode document) {
        Reading reading = LANGUAGE.patch(LANGUAGE.defaults(), document);
        assertThat(reading).isInstanceOf(Reading.Valid.class);
        return ((Reading.Valid) reading).settings();
    }

    private static List<Problem> faults(JsonNode document) {
        Reading reading = LANGUAGE.patch(LANGUAGE.defaults(), document);
        assertThat(reading).isInstanceOf(Reading.Invalid.class);
        return ((Reading.Invalid) reading).problems();
    }

    @ParameterizedTest
    @MethodSource("facets")
    void defaultsAndExamplesAreValidAndComeBackAsTheyWent(Facet<?, ?> facet) {
        for (JsonNode document : documents(facet)) {
            Settings settings = valid(document);
            assertThat(settings.at(facet.at())).isEqualTo(document.at(facet.at()));
            assertThat(FACETS.check(settings, DARKNESS)).noneMatch(Problem::isError);
        }
    }

    @ParameterizedTest
    @MethodSource("facets")
    void anUnknownSettingIsRefusedAtItsPointer(Facet<?, ?> facet) {
        ObjectNode section = (ObjectNode) Settings.tree(facet.defaults());
        section.put("noSuchSetting", 1);
        assertThat(faults(Pointers.nest(facet.at(), section)))
                .extracting(Problem::at)
                .containsExactly(facet.at() + "/noSuchSetting");
    }

    @ParameterizedTest
    @MethodSource("facets")
    void everySettingRefusesTheWrongTypeAtItsPointer(Facet<?, ?> facet) {
        for (String key : Settings.tree(facet.defaults()).propertyNames()) {
            JsonNode wrong = JsonNodeFactory.instance.arrayNode().add("\u0000'; reboot");
            assertThat(faults(Pointers.nest(facet.at() + "/" + key, wrong)))
                    .extracting(Problem::at)
                    .contains(facet.at() + "/" + key);
        }
    }

    @ParameterizedTest
    @MethodSource("facets")
    void theSameSettingsGiveTheSameBytes(Facet<?, ?> facet) {
        for (JsonNode document : documents(facet)) {
            assertThat(FACETS.render(valid(document))).isEqualTo(FACETS.render(valid(document)));
        }
    }

    @ParameterizedTest
    @MethodSource("facets")
    void whatItRendersPassesTheApplierSGrammar(Facet<?, ?> facet) throws IOException {
        for (JsonNode document : documents(facet)) {
            for (var file : FACETS.render(valid(document)).entrySet()) {
                Path grammar =
                        repository("packaging/root/usr/lib/edgeward/grammar")
                                .resolve(file.getKey());
                assertThat(grammar).as("a grammar for " + file.getKey()).exists();
                var expressions =
                        Files.readAllLines(grammar).stream().map(Pattern::compile).toList();
                assertThat(file.getValue().lines())
                        .allMatch(line ->
                                expressions.stream().anyMatch(it -> it.matcher(line).matches()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("facets")
    void whatCouldNotBeSeenIsNeverAsWanted(Facet<?, ?> facet) {
        for (JsonNode document : documents(facet)) {
            assertThat(FACETS.differences(valid(document), DARKNESS)).containsKey(facet.id());
        }
    }

    @ParameterizedTest
    @MethodSource("facets")
    void switchedOffItExposesNothingAndIsNoWayIn(Facet<?, ?> facet) {
        if (!Settings.tree(facet.defaults()).has("enabled")) {
            return;
        }
        Settings off =
                valid(
                        Pointers.nest(
                                facet.at() + "/enabled",
                                JsonNodeFactory.instance.booleanNode(false)));
        assertThat(FACETS.exposures(off)).extracting(Exposure::by).doesNotContain(facet.id());
        assertThat(FACETS.openWays(off)).doesNotContain(facet.id());
        assertThat(FACETS.summaries(off))
                .filteredOn(it -> it.id().equals(facet.id()))
                .allMatch(it -> !it.on() && it.says().equals("off"));
    }

    @ParameterizedTest
    @MethodSource("facets")
    void everySettingIsDescribed(Facet<?, ?> facet) {
        JsonNode schema =
                LANGUAGE.schema()
                        .at("/properties" + facet.at().replace("/", "/properties/").substring(11));
        assertThat(schema.path("description").asString("")).isNotBlank();
        for (var property : schema.path("properties").properties()) {
            assertThat(property.getValue().path("description").asString(""))
                    .as(facet.at() + "/" + property.getKey())
                    .endsWith(".");
        }
    }

    @ParameterizedTest
    @MethodSource("facets")
    void itsFilesFollowTheShape(Facet<?, ?> facet) throws IOException {
        String type = facet.id().substring(0, 1).toUpperCase(Locale.ROOT) + facet.id().substring(1);
        Path folder =
                repository("facets/src/main/java/io/edgeward/facets")
                        .resolve(facet.id().toLowerCase(Locale.ROOT));
        assertThat(folder.resolve("package-info.java")).exists();
        assertThat(folder.resolve(type + "Settings.java")).exists();
        assertThat(folder.resolve(type + "State.java")).exists();
        assertThat(folder.resolve(type + "Facet.java")).exists();
        assertThat(Files.readString(repository("CHANGELOG.md")).toLowerCase(Locale.ROOT))
                .contains(facet.title().toLowerCase(Locale.ROOT));
    }

    private static Path repository(String path) {
        return Path.of("..").resolve(path);
    }
}
