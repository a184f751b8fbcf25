package io.edgeward.posture;

import static io.edgeward.posture.OwnersFolder.PROFILE;
import static io.edgeward.posture.OwnersFolder.RULE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ParametersTest {
    private static final String PER_PORT =
            RULE.replace("LAN2", "${unused}")
                    .replace("{ethernet: {${", "{ethernet: {\"${")
                    .replace("}: {enabled", "}\": {enabled");

    private final OwnersFolder folder;

    ParametersTest(@TempDir Path path) {
        this.folder = new OwnersFolder(path);
    }

    private Audit audit(String parameters, String state) {
        return folder.rule("a.yaml", PER_PORT)
                .profile("a.yaml", PROFILE + "parameters:\n  unused: " + parameters + "\n")
                .load()
                .audit("acme", new JsonMapper().readTree(state), 1, Instant.EPOCH, Map.of());
    }

    @Test
    void aKeyWithAListStandsOnceForEachItem() {
        Audit audit =
                audit(
                        "[LAN2, LAN3]",
                        "{\"network\":{\"ethernet\":{\"LAN2\":{\"on\":true},\"LAN3\":{\"on\":false}}}}");
        Finding finding = audit.findings().getFirst();
        assertThat(finding.result()).isEqualTo(Result.FAIL);
        assertThat(finding.expected())
                .containsOnlyKeys("/network/ethernet/LAN2/on", "/network/ethernet/LAN3/on");
        assertThat(audit.remedies().patch())
                .hasToString(
                        "{\"network\":{\"ethernet\":{\"LAN2\":{\"enabled\":false},"
                                + "\"LAN3\":{\"enabled\":false}}}}");
        assertThat(finding.remedy().orElseThrow().command())
                .contains(
                        "printf %s '{\"network\":{\"ethernet\":{\"LAN2\":{\"enabled\":false},"
                                + "\"LAN3\":{\"enabled\":false}}}}'"
                                + " | edgeward settings patch /dev/stdin");
    }

    @Test
    void anItemWithASlashStaysOneStepOfThePointer() {
        assertThat(audit("[a/b]", "{}").findings().getFirst().expected())
                .containsOnlyKeys("/network/ethernet/a~1b/on");
    }

    @Test
    void aRuleAboutAnEmptyListIsNotApplicable() {
        Audit audit = audit("[]", "{}");
        assertThat(audit.findings().getFirst().result()).isEqualTo(Result.NOT_APPLICABLE);
        assertThat(audit.compliant()).isTrue();
    }

    @Test
    void aParameterThatTheProfileDoesNotSetIsRefused() {
        folder.rule("a.yaml", PER_PORT).profile("a.yaml", PROFILE);
        assertThat(folder.fault().code()).isEqualTo("unknown-parameter");
        assertThat(folder.fault().says())
                .contains("profiles.d/a.yaml, line 4: ACME-1 needs ${unused}");
    }

    @Test
    void aParameterThatNoRuleHasIsRefused() {
        folder.rule("a.yaml", RULE).profile("a.yaml", PROFILE + "parameters: {unsued: [LAN2]}\n");
        assertThat(folder.fault().code()).isEqualTo("unused-parameter");
        assertThat(folder.fault().at()).isEqualTo("/parameters/unsued");
    }

    @Test
    void anUnclosedHoleIsRefused() {
        folder.rule("a.yaml", RULE.replace("{const: false}", "{const: \"${unused\"}"))
                .profile("a.yaml", PROFILE);
        assertThat(folder.fault().code()).isEqualTo("unknown-parameter");
    }

    @Test
    void aListAmidATextIsRefused() {
        folder.rule("a.yaml", RULE.replace("{const: false}", "{const: \"a ${x} b\"}"))
                .profile("a.yaml", PROFILE + "parameters: {x: [1, 2]}\n");
        assertThat(folder.fault().code()).isEqualTo("unfit-parameter");
    }

    @Test
    void aParameterThatDoesNotFitItsKeywordIsRefused() {
        String rule = RULE.replace("{const: false}", "{type: integer, minimum: \"${least}\"}");
        folder.rule("a.yaml", rule).profile("a.yaml", PROFILE + "parameters: {least: many}\n");
        assertThat(folder.fault().code()).isEqualTo("malformed-expectation");
    }

    @Test
    void aValueThatIsNothingButAHoleKeepsItsType() {
        String rule =
                RULE.replace("{const: false}", "{type: integer, minimum: \"${least}\"}")
                        .replace("enabled: false", "size: \"${least}\"");
        Posture posture =
                folder.rule("a.yaml", rule)
                        .profile("a.yaml", PROFILE + "parameters: {least: 100}\n")
                        .load();
        Audit audit =
                posture.audit(
                        "acme",
                        new JsonMapper()
                                .readTree("{\"network\":{\"ethernet\":{\"LAN2\":{\"on\":99}}}}"),
                        1,
                        Instant.EPOCH,
                        Map.of());
        assertThat(audit.counts().fail()).isEqualTo(1);
        assertThat(audit.remedies().patch().at("/network/ethernet/LAN2/size").isInt()).isTrue();
    }
}
