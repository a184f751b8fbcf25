package io.edgeward.posture;

import static io.edgeward.posture.OwnersFolder.PROFILE;
import static io.edgeward.posture.OwnersFolder.RULE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeward.core.settings.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFilesTest {
    private final OwnersFolder folder;

    RuleFilesTest(@TempDir Path path) {
        this.folder = new OwnersFolder(path);
    }

    private Problem ruleWith(String from, String to) {
        assertThat(RULE).contains(from);
        return folder.rule("acme.yaml", RULE.replace(from, to)).fault();
    }

    private Problem expecting(String expectation) {
        return ruleWith("{const: false}", expectation);
    }

    private void isTold(Problem fault, String code, int line, String... says) {
        assertThat(fault.code()).as(fault.toString()).isEqualTo(code);
        assertThat(fault.says())
                .startsWith(folder.path() + "/")
                .contains(".yaml, line " + line + ": ");
        for (String part : says) {
            assertThat(fault.says()).contains(part);
        }
        assertThat(fault.tryThis()).isNotBlank();
    }

    @Test
    void anOwnersRuleAndProfileStandBesideThoseThatShip() {
        Posture posture = folder.rule("a.yaml", RULE).profile("a.yml", PROFILE).load();
        assertThat(posture.rules()).extracting(Rule::id).contains("ACME-1", "TPE-3.3");
        assertThat(posture.profiles())
                .extracting(Profile::name)
                .containsExactly("acme", "commissioning", "field");
    }

    @Test
    void whatShipsStandsUpToTheScrutinyThatOwnersFilesGet() {
        assertThat(new Shelf(false).load(List.of()).rules())
                .isEqualTo(Posture.load(List.of()).rules())
                .hasSize(3);
    }

    @Test
    void aFolderThatIsNotThereAddsNothing() {
        assertThat(Posture.load(List.of(folder.path().resolve("none"))).rules()).hasSize(3);
    }

    @Test
    void filesOfEditorsAreNotRules() {
        assertThat(folder.rule(".a.yaml", "{").rule("a.yaml~", "{").load().rules()).hasSize(3);
    }

    @Test
    void anUnknownKeyIsRefusedWithTheKnownOnes() {
        Problem fault = ruleWith("tradeoff:", "colour: red\ntradeoff:");
        isTold(fault, "unknown-key", 6, "\"colour\"");
        assertThat(fault.at()).isEqualTo("/colour");
        assertThat(fault.tryThis()).contains("severity").contains("remedy");
    }

    @Test
    void aMissingKeyIsRefused() {
        Problem fault =
                ruleWith("tradeoff: A port must be switched on before it can be used.\n", "");
        isTold(fault, "missing-key", 1, "\"tradeoff\" is missing");
    }

    @Test
    void aRuleWithoutARemedyIsRefused() {
        isTold(
                ruleWith("  patch: {network: {ethernet: {LAN2: {enabled: false}}}}", "  {}"),
                "malformed-value",
                11,
                "/remedy");
    }

    @Test
    void aMisspeltKeywordOfASchemaIsRefused() {
        isTold(
                expecting("{type: boolean, cosnt: false}"),
                "unknown-key",
                10,
                "\"cosnt\" is not known here");
    }

    @Test
    void aSchemaThatIsNoneIsRefused() {
        folder.profile("a.yaml", PROFILE);
        isTold(
                expecting("{type: bolean}"),
                "malformed-expectation",
                4,
                "ACME-1",
                "/network/ethernet/LAN2/on");
    }

    @Test
    void aSchemaThatReadsFromElsewhereIsRefused() {
        isTold(
                expecting("{type: boolean, $ref: 'file:///etc/passwd'}"),
                "unknown-key",
                10,
                "\"$ref\"");
    }

    @Test
    void anExpectationThatCannotFailIsRefused() {
        isTold(expecting("{maxItems: 0}"), "toothless", 10, "says no type or value");
    }

    @Test
    void anExpectationThatPassesWhatWasNotSeenIsRefused() {
        isTold(
                expecting("{type: object, properties: {on: {const: false}}}"),
                "unrequired",
                10,
                "properties names on");
        isTold(
                expecting("{type: object, not: {required: [on], properties: {on: {const: true}}}}"),
                "unrequired",
                10,
                "inverts");
    }

    @Test
    void aMalformedPointerIsRefused() {
        isTold(
                ruleWith("/network/ethernet/LAN2/on", "network.ethernet"),
                "malformed-pointer",
                10,
                "\"network.ethernet\" is not a JSON Pointer");
        assertThat(ruleWith("/network/ethernet/LAN2/on", "/network/~2").code())
                .isEqualTo("malformed-pointer");
    }

    @Test
    void aMalformedPatternIsRefused() {
        isTold(expecting("{type: string, pattern: '('}"), "malformed-pattern", 10, "pattern");
    }

    @Test
    void aCommandForWhatIsNotExpectedIsRefused() {
        isTold(
                ruleWith("remedy:\n", "remedy:\n  manual: {/network/x: reboot}\n"),
                "unknown-pointer",
                12,
                "\"/network/x\"");
        isTold(
                ruleWith("remedy:\n", "remedy:\n  manual: 'off ${/network/x}'\n"),
                "unknown-pointer",
                12,
                "\"/network/x\"");
    }

    @Test
    void whatWasObservedDoesNotGetIntoTheSettings() {
        assertThat(ruleWith("enabled: false", "enabled: '${/network/ethernet/LAN2/on}'").code())
                .isEqualTo("observed-in-patch");
    }

    @Test
    void aRuleThatIsThereAlreadyIsRefused() {
        Problem fault = ruleWith("id: ACME-1", "id: TPE-3.3");
        isTold(fault, "duplicate-id", 1, "rule TPE-3.3 is already in rules/TPE-3.3.yaml");
    }

    @Test
    void aProfileThatIsThereAlreadyIsRefused() {
        Problem fault =
                folder.rule("a.yaml", RULE)
                        .profile("a.yaml", PROFILE.replace("acme", "field"))
                        .fault();
        isTold(fault, "duplicate-id", 1, "profile field is already in profiles/field.yaml");
    }

    @Test
    void anUnknownRuleIsRefusedWithTheKnownOnes() {
        Problem fault = folder.profile("a.yaml", PROFILE).fault();
        isTold(fault, "unknown-rule", 4, "there is no rule ACME-1");
        assertThat(fault.at()).isEqualTo("/rules/0");
        assertThat(fault.tryThis()).contains("TPE-2.2.2, TPE-2.2.5, TPE-3.3");
    }

    @Test
    void aRuleThatStandsTwiceInAProfileIsRefused() {
        folder.rule("a.yaml", RULE).profile("a.yaml", PROFILE.replace("ACME-1", "ACME-1, ACME-1"));
        isTold(folder.fault(), "duplicate-id", 4, "ACME-1 stands here twice");
    }

    @Test
    void remediesThatContradictEachOtherAreRefused() {
        folder.rule("a.yaml", RULE)
                .rule("b.yaml", RULE.replace("ACME-1", "ACME-2").replace("false}}}", "true}}}"))
                .profile("a.yaml", PROFILE.replace("ACME-1", "ACME-1, ACME-2"));
        isTold(
                folder.fault(),
                "conflicting-remedies",
                4,
                "ACME-1 and ACME-2 want /network/ethernet/LAN2/enabled");
    }

    @Test
    void aRemedyThatReplacesWhatAnotherSetsIsAContradiction() {
        folder.rule("a.yaml", RULE)
                .rule(
                        "b.yaml",
                        RULE.replace("ACME-1", "ACME-2")
                                .replace("{LAN2: {enabled: false}}", "null"))
                .profile("a.yaml", PROFILE.replace("ACME-1", "ACME-1, ACME-2"));
        isTold(folder.fault(), "conflicting-remedies", 4, "want /network/ethernet to be");
    }

    @Test
    void remediesThatAgreeAreNoContradiction() {
        folder.rule("a.yaml", RULE)
                .rule("b.yaml", RULE.replace("ACME-1", "ACME-2"))
                .profile("a.yaml", PROFILE.replace("ACME-1", "ACME-1, ACME-2"));
        assertThat(folder.load().profiles()).hasSize(3);
    }

    @Test
    void allFaultsOfAllFilesComeAtOnce() {
        folder.rule("a.yaml", RULE.replace("low", "lowest").replace("title:", "titel:"))
                .rule("b.yaml", "- not a rule\n")
                .profile("a.yaml", PROFILE + "rule: x\n");
        assertThat(folder.faults())
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(
                        "malformed-value",
                        "missing-key",
                        "unknown-key",
                        "malformed-value",
                        "unknown-key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | empty-file | 1",
                "'a: b: c' | not-yaml | 1",
                "'a: [1' | not-yaml | 1",
                "'a: 1\nb: 2\na: 3' | duplicate-key | 3",
                "'a: 1\n---\nb: 2' | second-document | 3",
                "'a: &x 1\nb: *x' | anchor | 2",
                "'a: !!java/object 1' | tag | 1"
            })
    void whatIsNotPlainYamlIsRefused(String text, String code, int line) {
        List<Problem> faults = folder.rule("a.yaml", text).faults();
        isTold(faults.getFirst(), code, line);
    }

    @Test
    void wordsOfOldYamlAreTexts() {
        assertThat(
                        folder.rule("a.yaml", RULE.replace("Unused ports are off", "off"))
                                .load()
                                .rules())
                .extracting(Rule::title)
                .contains("off");
    }

    @Test
    void aFileThatIsNotTextIsRefused() throws IOException {
        folder.rule("a.yaml", "");
        Files.write(
                folder.path().resolve("rules.d/a.yaml"),
                "title: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(folder.fault().code()).isEqualTo("not-utf8");
    }

    @Test
    void theMessageOfTheFaultNamesThemAll() {
        folder.rule("a.yaml", "- x\n").rule("b.yaml", "- x\n");
        assertThatThrownBy(folder::load)
                .hasMessageContaining("rules.d/a.yaml, line 1: ")
                .hasMessageContaining("rules.d/b.yaml, line 1: ");
    }
}
