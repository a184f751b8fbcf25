package io.edgeward.facets;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.settings.Problem;
import io.edgeward.core.settings.Settings;
import io.edgeward.core.settings.SettingsLanguage;
import io.edgeward.core.settings.SettingsLanguage.Reading;
import io.edgeward.core.settings.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsDocumentTest {
    private final SettingsLanguage language = AllFacets.list().language();

    private Reading read(String json) {
        return language.read(StrictJson.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    private List<Problem> faults(String json) {
        assertThat(read(json)).isInstanceOf(Reading.Invalid.class);
        return ((Reading.Invalid) read(json)).problems();
    }

    private Settings valid(String json) {
        assertThat(read(json)).isInstanceOf(Reading.Valid.class);
        return ((Reading.Valid) read(json)).settings();
    }

    @Test
    void whatIsLeftOutIsTheDefault() {
        assertThat(valid("{}").canonical())
                .isEqualTo(
                        "{\"firewall\":{\"allow\":{},\"answerPing\":true,\"managed\":true},"
                                + "\"services\":{\"localConsole\":{\"enabled\":true},"
                                + "\"ssh\":{\"enabled\":false,\"port\":22}},\"version\":1}");
    }

    @Test
    void anAllowRuleNeedsNoSources() {
        Settings settings =
                valid(
                        "{\"firewall\":{\"allow\":{\"web\":{\"protocol\":\"tcp\",\"ports\":\"80\"}}}}");
        assertThat(settings.at("/firewall/allow/web"))
                .hasToString("{\"protocol\":\"tcp\",\"ports\":\"80\",\"sources\":[]}");
    }

    @Test
    void allFaultsComeInOneAnswerEachWithItsPointer() {
        List<Problem> faults =
                faults(
                        "{\"services\":{\"ssh\":{\"enabled\":\"yes\",\"port\":70000,\"colour\":1},"
                                + "\"telnet\":{}},\"firewall\":{\"managed\":true,\"managed\":false,"
                                + "\"allow\":{\"x\":{\"protocol\":\"sctp\",\"sources\":[\"1.2.3.4/24\"]},"
                                + "\"a;b\":{\"protocol\":\"tcp\",\"ports\":\"9-1\"}}}}");
        assertThat(faults)
                .extracting(fault -> fault.at() + " " + fault.code())
                .containsExactlyInAnyOrder(
                        "/services/ssh/enabled wrong-type",
                        "/services/ssh/port out-of-range",
                        "/services/ssh/colour unknown-key",
                        "/services/telnet unknown-key",
                        "/firewall/managed duplicate-key",
                        "/firewall/allow/x/protocol not-one-of",
                        "/firewall/allow/x/ports missing",
                        "/firewall/allow/x/sources/0 malformed-value",
                        "/firewall/allow/a;b malformed-name",
                        "/firewall/allow/a;b/ports malformed-value");
    }

    @Test
    void aNumberInQuotationMarksIsNoPort() {
        assertThat(faults("{\"services\":{\"ssh\":{\"port\":\"22\"}}}"))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.at()).isEqualTo("/services/ssh/port");
                    assertThat(fault.says())
                            .isEqualTo("\"22\" is not a port number from 1 to 65535.");
                });
    }

    @Test
    void aFractionIsNoPort() {
        assertThat(faults("{\"services\":{\"ssh\":{\"port\":22.5}}}")).isNotEmpty();
    }

    @Test
    void aWholeNumberSpelledAsAFractionIsRefusedOrTakenButNeverAnError() {
        assertThat(read("{\"services\":{\"ssh\":{\"port\":22.0}}}")).isNotNull();
        assertThat(read("{\"services\":{\"ssh\":{\"port\":1e9999}}}"))
                .isInstanceOf(Reading.Invalid.class);
        assertThat(read("{\"version\":1.0}")).isNotNull();
    }

    @Test
    void nullIsNoValue() {
        assertThat(faults("{\"services\":{\"ssh\":null}}"))
                .extracting(Problem::at)
                .containsExactly("/services/ssh");
        assertThat(faults("[]")).extracting(Problem::code).containsExactly("wrong-type");
        assertThat(faults("null")).extracting(Problem::code).containsExactly("wrong-type");
    }
}
