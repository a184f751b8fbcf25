package io.edgeward.posture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.edgeward.core.settings.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class AuditTest {
    private static final Instant NOW = Instant.parse("2026-11-24T13:20:14Z");
    private static final String HARD =
            """
            {"services":{"ssh":{"on":false,"unguarded":[]},"localConsole":{"on":false,"unguarded":[],"kernelArguments":[]}},
             "firewall":{"managed":true,"holds":true,"inbound":"drop","legacyRules":false},
             "exposure":{"listening":[],"unexpected":[],"others":[]}}
            """;

    private final Posture posture = Posture.load(List.of());
    private final Schema schema =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new JsonMapper().readTree(Shipped.text("schemas/audit.json")));

    private static ObjectNode hard() {
        return (ObjectNode) new JsonMapper().readTree(HARD);
    }

    private static ObjectNode sshOn() {
        ObjectNode state = hard();
        ((ObjectNode) state.at("/services/ssh")).put("on", true);
        return state;
    }

    private static ObjectNode consoleUnseen() {
        ObjectNode state = hard();
        ((ObjectNode) state.at("/services/localConsole")).remove("on");
        return state;
    }

    private Audit field(JsonNode state, Map<String, String> keep) {
        return posture.audit("field", state, 42, NOW, keep);
    }

    private static Finding finding(Audit audit, String rule) {
        return audit.findings().stream()
                .filter(it -> it.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aHardGatewayIsCompliantWithFullScore() {
        Audit audit = field(hard(), Map.of());
        assertThat(audit.compliant()).isTrue();
        assertThat(audit.score()).isEqualTo(100);
        assertThat(audit.coverage()).isEqualTo(1);
        assertThat(audit.remedies())
                .isEqualTo(new Remedies(new JsonMapper().createObjectNode(), List.of()));
    }

    @Test
    void aFailureCostsItsSeverity() {
        Audit audit = field(sshOn(), Map.of());
        assertThat(audit.compliant()).isFalse();
        // medium 2 + critical 10 of medium 2 + high 5 + critical 10
        assertThat(audit.score()).isEqualTo(100 * 12 / 17);
        assertThat(audit.coverage()).isEqualTo(1);
        assertThat(audit.counts()).isEqualTo(new Audit.Counts(2, 1, 0, 0, 0));
    }

    @Test
    void whatIsUnknownIsNotCompliantAndLowersScoreAndCoverage() {
        Audit audit = field(consoleUnseen(), Map.of());
        assertThat(audit.compliant()).isFalse();
        assertThat(audit.score()).isEqualTo(100 * 15 / 17);
        assertThat(audit.coverage()).isCloseTo(2.0 / 3, within(0.0001)).isLessThan(2.0 / 3);
        assertThat(audit.counts()).isEqualTo(new Audit.Counts(2, 0, 1, 0, 0));
    }

    @Test
    void whatWasSeenAsNullWasNotSeen() {
        ObjectNode state = hard();
        ((ObjectNode) state.at("/services/ssh")).putNull("on");
        assertThat(finding(field(state, Map.of()), "TPE-2.2.5").result()).isEqualTo(Result.UNKNOWN);
    }

    @Test
    void aKeptFacetIsExceptedWithItsReasonAndLeftAlone() {
        Audit audit = field(sshOn(), Map.of("ssh", "remote repair until May"));
        Finding ssh = finding(audit, "TPE-2.2.5");
        assertThat(ssh.result()).isEqualTo(Result.EXCEPTED);
        assertThat(ssh.why())
                .startsWith("Accepted: remote repair until May. /services/ssh/on is true;");
        assertThat(ssh.remedy()).isEmpty();
        assertThat(audit.compliant()).isTrue();
        assertThat(audit.score()).isEqualTo(100);
        assertThat(audit.coverage()).isEqualTo(1);
        assertThat(audit.counts()).isEqualTo(new Audit.Counts(2, 0, 0, 0, 1));
        assertThat(audit.remedies().patch().isEmpty()).isTrue();
    }

    @Test
    void aKeptFacetThatPassesPasses() {
        Audit audit = field(hard(), Map.of("ssh", "remote repair"));
        assertThat(finding(audit, "TPE-2.2.5").result()).isEqualTo(Result.PASS);
    }

    @Test
    void keepingOneFacetExceptsNoOther() {
        Audit audit = field(sshOn(), Map.of("localConsole", "locked cabinet"));
        assertThat(audit.counts().fail()).isEqualTo(1);
    }

    @Test
    void aKeepIsForgottenByTheNextAudit() {
        field(sshOn(), Map.of("ssh", "remote repair"));
        assertThat(field(sshOn(), Map.of()).counts().fail()).isEqualTo(1);
    }

    @Test
    void theCommissioningProfileLeavesSshAndConsoleAlone() {
        Audit audit = posture.audit("commissioning", sshOn(), 42, NOW, Map.of());
        assertThat(audit.compliant()).isTrue();
        assertThat(audit.findings()).extracting(Finding::rule).containsExactly("TPE-3.3");
    }

    @Test
    void aProfileThatDoesNotExistIsToldWithThoseThatDo() {
        assertThat(posture.check("feild", Map.of()))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("unknown-profile");
                    assertThat(problem.tryThis()).contains("commissioning, field");
                });
        assertThatThrownBy(() -> posture.audit("feild", hard(), 1, NOW, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("feild");
    }

    @Test
    void keepingWhatNoRuleConcernsIsToldWithWhatTheyDoConcern() {
        assertThat(posture.check("field", Map.of("shh", "x")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("unknown-facet");
                    assertThat(problem.tryThis()).contains("firewall, localConsole, ssh");
                });
        assertThat(posture.check("commissioning", Map.of("ssh", "x"))).hasSize(1);
    }

    @Test
    void keepingNeedsAReason() {
        for (String reason : List.of("", "  ", "a\nb", "x".repeat(201))) {
            assertThat(posture.check("field", Map.of("ssh", reason)))
                    .as(reason)
                    .extracting(Problem::code)
                    .containsExactly("missing-reason");
        }
        assertThat(posture.check("field", Map.of("ssh", "x".repeat(200)))).isEmpty();
    }

    @Test
    void theEvidenceIsACopy() {
        ObjectNode state = sshOn();
        Audit audit = field(state, Map.of());
        ((ObjectNode) state.at("/services/ssh")).put("on", false);
        assertThat(finding(audit, "TPE-2.2.5").observed())
                .containsEntry("/services/ssh/on", new JsonMapper().readTree("true"));
    }

    @Test
    void everyAuditIsWhatItsSchemaPublishes() {
        for (JsonNode state :
                List.of(hard(), sshOn(), consoleUnseen(), new JsonMapper().createObjectNode())) {
            for (String profile : List.of("field", "commissioning")) {
                JsonNode json = posture.audit(profile, state, 42, NOW, Map.of()).json();
                assertThat(schema.validate(json)).as(json.toString()).isEmpty();
            }
        }
        assertThat(schema.validate(field(sshOn(), Map.of("ssh", "x")).json())).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNoAudit() {
        ObjectNode json = field(hard(), Map.of()).json();
        ((ObjectNode) json.at("/findings/0")).put("result", "PASS");
        assertThat(schema.validate(json)).isNotEmpty();
        assertThat(schema.validate(field(hard(), Map.of()).json().put("colour", 1))).isNotEmpty();
    }

    @Test
    void theDocumentHasTheAgreedKeysInTheAgreedOrder() {
        ObjectNode json = field(sshOn(), Map.of()).json();
        assertThat(json.propertyNames())
                .containsExactly(
                        "profile",
                        "time",
                        "generation",
                        "compliant",
                        "score",
                        "coverage",
                        "counts",
                        "findings");
        assertThat(json.at("/findings/0").propertyNames())
                .containsExactly(
                        "rule",
                        "title",
                        "severity",
                        "result",
                        "why",
                        "observed",
                        "expected",
                        "remedy",
                        "references");
        assertThat(json.get("time").stringValue()).isEqualTo("2026-11-24T13:20:14Z");
        assertThat(json.at("/findings/0/remedy").isNull()).isTrue();
    }

    @Test
    void aRuleThatDoesNotApplyIsNeitherPassedNorCounted(@TempDir Path path) {
        Posture own = conditional(path).load();
        Audit audit = own.audit("acme", network("\"wired\":true"), 1, NOW, Map.of());
        assertThat(audit.counts()).isEqualTo(new Audit.Counts(0, 0, 0, 1, 0));
        assertThat(audit.findings().getFirst().why())
                .isEqualTo("/network/wired is true; expected: false.");
        assertThat(audit.findings().getFirst().remedy()).isEmpty();
        assertThat(audit.compliant()).isTrue();
        assertThat(audit.coverage()).isEqualTo(1);
        assertThat(schema.validate(audit.json())).isEmpty();
    }

    @Test
    void whetherARuleAppliesMayBeUnknown(@TempDir Path path) {
        Posture own = conditional(path).load();
        Audit audit =
                own.audit(
                        "acme",
                        network("\"ethernet\":{\"LAN2\":{\"on\":false}}"),
                        1,
                        NOW,
                        Map.of());
        assertThat(audit.counts().unknown()).isEqualTo(1);
        assertThat(audit.findings().getFirst().why())
                .startsWith("/network/wired could not be seen.");
    }

    @Test
    void whatIsToBeDoneByHandRemains(@TempDir Path path) {
        String rule =
                OwnersFolder.RULE.replace(
                        "patch: {network: {ethernet: {LAN2: {enabled: false}}}}",
                        "manual: unplug LAN2");
        Posture own =
                new OwnersFolder(path)
                        .rule("a.yaml", rule)
                        .profile("a.yaml", OwnersFolder.PROFILE)
                        .load();
        Audit audit =
                own.audit(
                        "acme", network("\"ethernet\":{\"LAN2\":{\"on\":true}}"), 1, NOW, Map.of());
        assertThat(audit.remedies().patch().isEmpty()).isTrue();
        assertThat(audit.remedies().manual())
                .containsExactly(
                        new Remedies.ByHand(
                                "ACME-1", "Unused ports are off", List.of("unplug LAN2")));
        assertThat(schema.validate(audit.json())).isEmpty();
    }

    private static OwnersFolder conditional(Path path) {
        return new OwnersFolder(path)
                .rule(
                        "a.yaml",
                        OwnersFolder.RULE.replace(
                                "expect:",
                                "appliesWhen:\n  /network/wired: {const: false}\nexpect:"))
                .profile("a.yaml", OwnersFolder.PROFILE);
    }

    private static JsonNode network(String members) {
        return new JsonMapper().readTree("{\"network\":{" + members + "}}");
    }
}
