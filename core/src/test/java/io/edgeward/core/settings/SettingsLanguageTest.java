package io.edgeward.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.settings.SettingsLanguage.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class SettingsLanguageTest {
    record Lamp(
            @Describe("Whether it shines.") boolean on,
            Port port,
            Optional<InterfaceName> through,
            Map<String, Colour> colours) {
        Lamp {
            colours = Map.copyOf(colours);
        }
    }

    record Colour(@Required Protocol by, @Required PortRange range, List<Cidr> from) {
        Colour {
            from = from == null ? List.of() : List.copyOf(from);
        }
    }

    private final SettingsLanguage language =
            new SettingsLanguage(
                    List.of(
                            new Section(
                                    "/hall/lamp",
                                    "A lamp.",
                                    Lamp.class,
                                    new Lamp(true, new Port(80), Optional.empty(), Map.of()))));

    private Reading read(String json) {
        return language.read(StrictJson.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    private Reading patch(Settings base, String json) {
        return language.patch(base, StrictJson.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static Settings valid(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Valid.class);
        return ((Reading.Valid) reading).settings();
    }

    private static List<Problem> faults(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Invalid.class);
        return ((Reading.Invalid) reading).problems();
    }

    private static String lamp(String inside) {
        return "{\"hall\":{\"lamp\":{" + inside + "}}}";
    }

    @Test
    void theDefaultsAreWhatAnEmptyDocumentMeans() {
        assertThat(valid(read("{}"))).isEqualTo(language.defaults());
        assertThat(language.defaults().canonical())
                .isEqualTo(
                        "{\"hall\":{\"lamp\":{\"colours\":{},\"on\":true,\"port\":80}},\"version\":1}");
    }

    @Test
    void whatIsWrittenIsReadBackAsTheSame() {
        Settings settings =
                valid(
                        read(
                                lamp(
                                        "\"through\":\"eth0\",\"colours\":{\"red\":{\"by\":\"udp\","
                                                + "\"range\":\"7-9\",\"from\":[\"10.0.0.0/8\"]}}")));
        assertThat(valid(read(settings.canonical()))).isEqualTo(settings);
        assertThat(settings.section("/hall/lamp", Lamp.class).through())
                .contains(new InterfaceName("eth0"));
    }

    @Test
    void oneMeaningHasOneSpelling() {
        assertThat(valid(read(lamp("\"port\":8.1e1,\"through\":\"eth0\""))).canonical())
                .isEqualTo(valid(read(lamp("\"through\":\"eth0\",\"port\":81"))).canonical());
        assertThat(
                        valid(
                                        read(
                                                lamp(
                                                        "\"colours\":{\"a\":{\"by\":\"tcp\","
                                                                + "\"range\":\"7-7\"}}")))
                                .at("/hall/lamp/colours/a/range"))
                .hasToString("\"7\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"on\":1                    | /hall/lamp/on      | wrong-type",
                "\"on\":\"true\"             | /hall/lamp/on      | wrong-type",
                "\"on\":null                 | /hall/lamp/on      | wrong-type",
                "\"port\":\"80\"             | /hall/lamp/port    | wrong-type",
                "\"port\":true               | /hall/lamp/port    | wrong-type",
                "\"port\":80.5               | /hall/lamp/port    | wrong-type",
                "\"port\":0                  | /hall/lamp/port    | out-of-range",
                "\"port\":65536              | /hall/lamp/port    | out-of-range",
                "\"port\":99999999999        | /hall/lamp/port    | out-of-range",
                "\"port\":1e99               | /hall/lamp/port    | number-out-of-range",
                "\"through\":\"a b\"         | /hall/lamp/through | malformed-value",
                "\"colours\":[]              | /hall/lamp/colours | wrong-type",
                "\"colour\":{}               | /hall/lamp/colour  | unknown-key",
                "\"a/b\":{}                  | /hall/lamp/a~1b    | unknown-key"
            })
    void aFaultIsToldWhereItStands(String inside, String at, String code) {
        assertThat(faults(read(lamp(inside))))
                .extracting(Problem::at, Problem::code)
                .contains(org.assertj.core.groups.Tuple.tuple(at, code));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                             | /by      | missing",
                "{\"by\":\"TCP\",\"range\":\"1\"}               | /by      | not-one-of",
                "{\"by\":\"tcp\",\"range\":1}                   | /range   | wrong-type",
                "{\"by\":\"tcp\",\"range\":\"2-1\"}             | /range   | malformed-value",
                "{\"by\":\"tcp\",\"range\":\"1\",\"from\":\"x\"} | /from    | wrong-type",
                "{\"by\":\"tcp\",\"range\":\"1\",\"from\":[1]}  | /from/0  | wrong-type",
                "{\"by\":\"tcp\",\"range\":\"1\",\"from\":[\"10.0.0.1/8\"]} | /from/0 | malformed-value"
            })
    void aFaultInAMapIsToldWhereItStands(String entry, String at, String code) {
        assertThat(faults(read(lamp("\"colours\":{\"red\":" + entry + "}"))))
                .extracting(Problem::at, Problem::code)
                .contains(org.assertj.core.groups.Tuple.tuple("/hall/lamp/colours/red" + at, code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " a", "-a", "a;b", "a\\nb", "abcdefghijklmnopqrstuvwxyzabcdefg", "ä"})
    void whatCannotBeANameIsTold(String name) {
        assertThat(
                        faults(
                                read(
                                        lamp(
                                                "\"colours\":{\""
                                                        + name
                                                        + "\":{\"by\":\"tcp\",\"range\":\"1\"}}"))))
                .extracting(Problem::code)
                .containsExactly("malformed-name");
    }

    @Test
    void nullIsNothingWhereNothingIsAllowed() {
        assertThat(valid(read(lamp("\"through\":null")))).isEqualTo(language.defaults());
    }

    @Test
    void theVersionIsOneOrLeftOut() {
        assertThat(valid(read("{\"version\":1}"))).isEqualTo(language.defaults());
        assertThat(faults(read("{\"version\":2}")))
                .extracting(Problem::at, Problem::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/version", "wrong-version"));
        assertThat(faults(read("{\"version\":\"1\"}"))).isNotEmpty();
    }

    @Test
    void everyFaultHasASentenceAndAWayOut() {
        assertThat(
                        faults(
                                read(
                                        "{\"x\":1,\"version\":3,\"hall\":{\"lamp\":{\"on\":1,\"port\":0,"
                                                + "\"through\":\"\",\"colours\":{\";\":{\"by\":1}}}}}")))
                .hasSizeGreaterThan(6)
                .allSatisfy(fault -> {
                    assertThat(fault.says()).isNotBlank().endsWith(".").doesNotContain("null");
                    assertThat(fault.tryThis()).isNotBlank().endsWith(".");
                    assertThat(fault.isError()).isTrue();
                });
    }

    @Test
    void aThousandFaultsAreToldAndNoMore() {
        var json = new StringBuilder("{");
        for (int number = 0; number < 3000; number++) {
            json.append(number == 0 ? "" : ",").append("\"k").append(number).append("\":1");
        }
        assertThat(faults(read(json.append('}').toString())))
                .hasSize(SettingsLanguage.MAX_PROBLEMS);
    }

    @Test
    void aFaultOfSpellingAndOneOfMeaningComeTogether() {
        assertThat(faults(read(lamp("\"on\":true,\"on\":false,\"port\":0"))))
                .extracting(Problem::code)
                .containsExactlyInAnyOrder("duplicate-key", "out-of-range");
    }

    @Test
    void aPatchChangesWhatItNamesAndNullBringsTheDefaultBack() {
        Settings base = valid(read(lamp("\"port\":81,\"through\":\"eth0\",\"on\":false")));
        Settings after = valid(patch(base, lamp("\"port\":null,\"through\":null")));
        assertThat(after.canonical())
                .isEqualTo(
                        "{\"hall\":{\"lamp\":{\"colours\":{},\"on\":false,\"port\":80}},\"version\":1}");
        assertThat(valid(patch(base, "{}"))).isEqualTo(base);
        assertThat(valid(patch(base, "{\"hall\":null}"))).isEqualTo(language.defaults());
    }

    @Test
    void aPatchAddsAndRemovesEntriesOfAMap() {
        Settings base = valid(read(lamp("\"colours\":{\"red\":{\"by\":\"tcp\",\"range\":\"1\"}}")));
        Settings both =
                valid(patch(base, lamp("\"colours\":{\"blue\":{\"by\":\"udp\",\"range\":\"2\"}}")));
        assertThat(both.at("/hall/lamp/colours").propertyNames())
                .containsExactlyInAnyOrder("blue", "red");
        assertThat(valid(patch(both, lamp("\"colours\":{\"red\":null}"))).at("/hall/lamp/colours"))
                .hasToString("{\"blue\":{\"by\":\"udp\",\"range\":\"2\",\"from\":[]}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "1", "\"x\"", ""})
    void aPatchThatIsNoObjectIsRefused(String json) {
        assertThat(faults(patch(language.defaults(), json))).isNotEmpty();
    }

    @Test
    void aPatchOfTheProgramsOwnIsCheckedToo() {
        JsonNode wrong = Pointers.nest("/hall/lamp/port", JsonNodeFactory.instance.numberNode(0));
        assertThat(faults(language.patch(language.defaults(), wrong)))
                .extracting(Problem::at)
                .containsExactly("/hall/lamp/port");
    }

    @Test
    void theSchemaIsWhatSettingsAreCheckedAgainst() {
        JsonNode schema = language.schema();
        assertThat(schema.at("/$schema").asString()).contains("2020-12");
        assertThat(
                        schema.at("/properties/hall/properties/lamp/properties/on/description")
                                .asString())
                .isEqualTo("Whether it shines.");
        assertThat(schema.at("/properties/hall/properties/lamp/default/port").asInt())
                .isEqualTo(80);
        assertThat(schema.at("/additionalProperties").asBoolean(true)).isFalse();
        ((tools.jackson.databind.node.ObjectNode) schema).removeAll();
        assertThat(language.schema().isEmpty()).isFalse();
    }

    @Test
    void settingsCannotBeAlteredThroughWhatTheyShow() {
        Settings settings = language.defaults();
        String before = settings.canonical();
        settings.tree().removeAll();
        ((tools.jackson.databind.node.ObjectNode) settings.at("/hall")).removeAll();
        assertThat(settings.canonical()).isEqualTo(before);
    }
}
