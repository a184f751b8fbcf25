package io.edgeward.posture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A case is a folder RULE/NAME with the state given.json and what must come of it. */
class RuleCasesTest {
    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Posture posture = Posture.load(List.of());

    private static List<Path> folders(Path below) throws IOException {
        try (Stream<Path> folders = Files.list(below)) {
            return folders.sorted().toList();
        }
    }

    private Finding measured(String rule, JsonNode state) {
        return posture.audit("field", state, 1, Instant.EPOCH, Map.of()).findings().stream()
                .filter(it -> it.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    @TestFactory
    Stream<DynamicTest> everyCaseComesOutAsItsFolderSays() throws IOException {
        return folders(CASES).stream()
                .flatMap(rule -> {
                    try {
                        return folders(rule).stream()
                                .map(folder ->
                                        dynamicTest(
                                                rule.getFileName() + "/" + folder.getFileName(),
                                                () ->
                                                        holds(
                                                                rule.getFileName().toString(),
                                                                folder)));
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
    }

    private void holds(String rule, Path folder) {
        Finding finding = measured(rule, MAPPER.readTree(folder.resolve("given.json")));
        JsonNode expected = MAPPER.readTree(folder.resolve("expected.json"));
        assertThat(finding.result().word()).isEqualTo(expected.get("result").asString());
        List<String> unmet =
                finding.expected().keySet().stream()
                        .filter(pointer -> finding.why().contains(pointer + " "))
                        .toList();
        assertThat(unmet)
                .containsExactlyElementsOf(
                        expected.path("unmet").valueStream().map(JsonNode::asString).toList());
        if (finding.result() == Result.PASS) {
            assertThat(finding.remedy()).isEmpty();
            return;
        }
        Remedy remedy = finding.remedy().orElseThrow();
        assertThat(remedy.command()).contains(expected.get("command").asString());
        assertThat(remedy.manual())
                .containsExactlyElementsOf(
                        expected.get("manual").valueStream().map(JsonNode::asString).toList());
    }

    @Test
    void everyRuleHasACaseThatPassesOneThatFailsAndOneThatIsUnknown() throws IOException {
        for (Rule rule : posture.rules()) {
            Set<String> results =
                    folders(CASES.resolve(rule.id())).stream()
                            .map(it -> MAPPER.readTree(it.resolve("expected.json")))
                            .map(it -> it.get("result").asString())
                            .collect(Collectors.toSet());
            assertThat(results).as(rule.id()).contains("pass", "fail", "unknown");
            if (!rule.appliesWhen().isEmpty()) {
                assertThat(results).as(rule.id()).contains("notApplicable");
            }
        }
    }

    @Test
    void aRulePassesOnNoStateFromWhichAFactIsMissing() throws IOException {
        for (Rule rule : posture.rules()) {
            for (Path folder : folders(CASES.resolve(rule.id()))) {
                JsonNode state = MAPPER.readTree(folder.resolve("given.json"));
                if (measured(rule.id(), state).result() != Result.PASS) {
                    continue;
                }
                for (String pointer : rule.expect().keySet()) {
                    JsonNode less = state.deepCopy();
                    int cut = pointer.lastIndexOf('/');
                    ((tools.jackson.databind.node.ObjectNode) less.at(pointer.substring(0, cut)))
                            .remove(pointer.substring(cut + 1));
                    assertThat(measured(rule.id(), less).result())
                            .as(rule.id() + " without " + pointer)
                            .isEqualTo(Result.UNKNOWN);
                }
            }
        }
    }

    @Test
    void nothingSeenIsUnknownThroughout() {
        assertThat(
                        posture.audit(
                                        "field",
                                        MAPPER.createObjectNode(),
                                        1,
                                        Instant.EPOCH,
                                        Map.of())
                                .findings())
                .extracting(Finding::result)
                .containsOnly(Result.UNKNOWN);
    }

    @Test
    void everyFileThatShipsIsInItsIndexAndNamedAfterItsRule() throws IOException {
        for (String kind : List.of("rules", "profiles")) {
            List<String> files =
                    folders(Path.of("src/main/resources", kind)).stream()
                            .map(it -> it.getFileName().toString())
                            .filter(it -> !it.equals("index"))
                            .toList();
            assertThat(Shipped.names(kind)).containsExactlyElementsOf(files);
        }
        assertThat(Shipped.names("rules"))
                .containsExactlyElementsOf(
                        posture.rules().stream().map(it -> it.id() + ".yaml").toList());
        assertThat(Shipped.names("profiles"))
                .containsExactlyElementsOf(
                        posture.profiles().stream().map(it -> it.name() + ".yaml").toList());
    }

    @Test
    void everySeverityCanBeReadBack() {
        EnumSet.allOf(Severity.class)
                .forEach(it -> assertThat(Severity.of(it.word())).isEqualTo(it));
    }
}
