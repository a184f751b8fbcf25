package io.edgeward.posture;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.facet.Facet;
import io.edgeward.core.facet.Facets;
import io.edgeward.core.platform.Observation;
import io.edgeward.core.platform.Observation.Family;
import io.edgeward.core.platform.Observation.Filter;
import io.edgeward.core.platform.Observation.Listener;
import io.edgeward.core.platform.Observation.Service;
import io.edgeward.core.settings.Protocol;
import io.edgeward.core.settings.Settings;
import io.edgeward.core.settings.SettingsLanguage;
import io.edgeward.core.settings.SettingsLanguage.Reading;
import io.edgeward.facets.AllFacets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The rules that ship, with the facets that ship. */
class RealFacetsTest {
    private final Facets facets = AllFacets.list();
    private final SettingsLanguage language = facets.language();
    private final Posture posture = Posture.load(List.of());

    private static Observation gateway(boolean sshOn, boolean consoleOn, boolean closed) {
        return new Observation(
                Optional.of(
                        sshOn
                                ? List.of(new Listener(Protocol.TCP, Family.BOTH, "*", 22, "sshd"))
                                : List.of()),
                Optional.of(List.of()),
                Map.of(
                        "services/ssh",
                        service(sshOn, "ssh.service"),
                        "services/local-console",
                        service(consoleOn, "getty@tty1.service")),
                Optional.of(
                        consoleOn ? List.of(new Observation.Console("tty1", "agetty")) : List.of()),
                Optional.of(new Filter(closed, closed, List.of(), List.of(), false)),
                Map.of(),
                Optional.of("quiet"),
                false,
                Optional.of(List.of()),
                Map.of());
    }

    private static Service service(boolean on, String unit) {
        return new Service(on ? List.of(unit) : List.of(), true, List.of());
    }

    private Settings valid(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Valid.class);
        return ((Reading.Valid) reading).settings();
    }

    private Settings settings(String patch) {
        return valid(language.patch(language.defaults(), new JsonMapper().readTree(patch)));
    }

    private Audit audit(Observation observation, Settings settings, Map<String, String> keep) {
        ObjectNode state =
                Derivation.complete(
                        facets.state(observation), observation, facets.exposures(settings));
        return posture.audit("field", state, 1, Instant.EPOCH, keep);
    }

    private static final String SOFT =
            "{\"services\":{\"ssh\":{\"enabled\":true}},\"firewall\":{\"managed\":false}}";

    @Test
    void whatAllRemediesOfEveryProfileMakeOfTheDefaultsIsValid() {
        for (Profile profile : posture.profiles()) {
            JsonNode patch =
                    posture.audit(
                                    profile.name(),
                                    new JsonMapper().createObjectNode(),
                                    1,
                                    Instant.EPOCH,
                                    Map.of())
                            .remedies()
                            .patch();
            assertThat(patch).as(profile.name()).isNotEmpty();
            valid(language.patch(language.defaults(), patch));
        }
    }

    @Test
    void everyRuleConcernsAFacetThatExists() {
        assertThat(posture.rules())
                .extracting(Rule::facet)
                .isSubsetOf(facets.all().stream().map(Facet::id).toList());
    }

    @Test
    void everyFactThatARuleAsksForIsOneThatIsToldWhenAllIsSeen() {
        assertThat(audit(gateway(true, true, true), settings(SOFT), Map.of()).counts().unknown())
                .isZero();
    }

    @Test
    void theRemediesOfASoftGatewayMakeItCompliant() {
        Settings soft = settings(SOFT);
        Audit before = audit(gateway(true, true, false), soft, Map.of());
        assertThat(before.counts().fail()).isEqualTo(3);
        Settings hard = valid(language.patch(soft, before.remedies().patch()));
        assertThat(facets.exposures(hard)).isEmpty();
        Audit after = audit(following(hard), hard, Map.of());
        assertThat(after.compliant()).as(after.text(false)).isTrue();
        assertThat(after.score()).isEqualTo(100);
        assertThat(after.remedies().patch()).isEmpty();
    }

    @Test
    void withSshKeptTheFirewallStillPasses() {
        Map<String, String> keep = Map.of("ssh", "remote repair");
        Settings soft = settings(SOFT);
        JsonNode patch = audit(gateway(true, true, false), soft, keep).remedies().patch();
        assertThat(patch.at("/services/ssh").isMissingNode()).isTrue();
        Settings kept = valid(language.patch(soft, patch));
        assertThat(kept.at("/services/ssh/enabled").booleanValue()).isTrue();
        Audit after = audit(following(kept), kept, keep);
        assertThat(Arrays.asList(after.counts().pass(), after.counts().excepted()))
                .as(after.text(false))
                .containsExactly(2, 1);
        assertThat(after.compliant()).isTrue();
    }

    /** A gateway that does as its settings say. */
    private static Observation following(Settings settings) {
        return gateway(
                settings.at("/services/ssh/enabled").booleanValue(),
                settings.at("/services/localConsole/enabled").booleanValue(),
                settings.at("/firewall/managed").booleanValue());
    }
}
