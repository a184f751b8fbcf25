package io.edgeward.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HouseRulesTest {
    private static final Tree TREE = Tree.ofThisBuild();

    static Stream<Rule> rules() {
        return Stream.of(
                        SizeRules.ALL,
                        NameRules.ALL,
                        JavaRules.ALL,
                        PackageRules.ALL,
                        BuildRules.ALL,
                        PageRules.ALL)
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleHolds(Rule rule) {
        assertThat(rule.breaches(TREE))
                .as(rule.says())
                .filteredOn(it -> Waivers.ALL.stream().noneMatch(waiver -> waiver.covers(rule, it)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleBites(Rule rule) {
        assertThat(rule.planted())
                .isNotEmpty()
                .allSatisfy(planted -> {
                    assertThat(rule.breaches(new Tree(List.of(planted))))
                            .as(rule.says() + ": " + planted.text())
                            .extracting(Breach::path)
                            .contains(planted.path());
                });
    }

    @Test
    void noWaiverIsLeftOver() {
        assertThat(Waivers.ALL)
                .allSatisfy(waiver ->
                        assertThat(waiver.rule().breaches(TREE))
                                .as(waiver.path())
                                .anyMatch(it -> waiver.covers(waiver.rule(), it)));
    }

    /** Whoever raises this number says in the commit why the code could not be made to fit. */
    @Test
    void waiversAreFiveAndEachHasAReason() {
        assertThat(Waivers.ALL).hasSize(5).noneMatch(it -> it.reason().isBlank());
    }

    @Test
    void theTreeIsSeenWholeTheTestBedToo() {
        assertThat(TREE.sources())
                .extracting(Source::path)
                .contains("pom.xml", "test", "testbed/pom.xml", "docs/decisions/README.md")
                .noneMatch(path -> path.contains("/target/"));
        assertThat(TREE.sources().stream().filter(Source::isMainJava)).hasSizeGreaterThan(200);
        assertThat(TREE.sources().stream().filter(Source::isShell)).hasSizeGreaterThan(10);
    }
}
