package io.edgeward.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Arrows point one way: {@link Rooms} says which. */
final class ArrowsTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.edgeward");

    @Test
    void aPackageKnowsNoOtherThanItMay() {
        assertThat(Rooms.MAY_KNOW)
                .allSatisfy((room, known) -> Arrows.knowsOnly(room, known).check(CLASSES));
    }

    @Test
    void everyPackageIsOnTheMap() {
        classes().should().resideInAnyPackage(Arrows.ours(Rooms.MAY_KNOW.keySet())).check(CLASSES);
    }

    @Test
    void noFacetKnowsAnother() {
        Arrows.strangers("io.edgeward.facets.(*)..").check(CLASSES);
    }

    @Test
    void noPackagesGoInCircles() {
        Arrows.noCircles("io.edgeward.(**)").check(CLASSES);
    }

    @Test
    void aFacetIsPure() {
        Arrows.pure("facets..").check(CLASSES);
    }

    @Test
    void coreReachesNothingOfTheWorldByItself() {
        Arrows.worldless("core..").check(CLASSES);
    }

    @Test
    void coreNeedsNoLibraryButJson() {
        Arrows.needsOnly(
                        "core..",
                        "io.edgeward.core..",
                        "java..",
                        "org.jspecify.annotations..",
                        "tools.jackson..",
                        "com.fasterxml.jackson.annotation..",
                        "com.fasterxml.classmate..",
                        "com.networknt.schema..",
                        "com.github.victools.jsonschema..")
                .check(CLASSES);
    }

    @Test
    void everyLibraryStaysBehindItsDoor() {
        assertThat(Rooms.DOORS)
                .allSatisfy((library, doors) -> Arrows.behind(library, doors).check(CLASSES));
    }

    @Test
    void everyRuleAboveBites() {
        JavaClasses circle = new ClassFileImporter().importClasses(String.class, Locale.class);
        assertThat(
                        Stream.of(
                                Arrows.knowsOnly("gateway", List.of("core.*")),
                                Arrows.knowsOnly("facets", List.of("core.*")),
                                Arrows.strangers("io.edgeward.gateway.(*)"),
                                Arrows.pure("core.enforcement"),
                                Arrows.pure("posture"),
                                Arrows.worldless("platform.linux"),
                                Arrows.worldless("cli.command"),
                                Arrows.needsOnly("core..", "io.edgeward.core..", "java.."),
                                Arrows.behind("org.eclipse.jetty..", List.of("gateway.demo"))))
                .allMatch(rule -> rule.evaluate(CLASSES).hasViolation());
        assertThat(Arrows.noCircles("java.(*)").evaluate(circle).hasViolation()).isTrue();
    }
}
