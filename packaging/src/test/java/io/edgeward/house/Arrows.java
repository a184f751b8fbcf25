package io.edgeward.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;

/** The kinds of rules about who knows whom; rooms are packages below {@code io.edgeward}. */
final class Arrows {
    private static final DescribedPredicate<JavaClass> OF_THE_WORLD =
            resideInAnyPackage(
                            "java.io..",
                            "java.nio.file..",
                            "java.nio.channels..",
                            "java.net.http..",
                            "java.lang.foreign..",
                            "java.sql..")
                    .or(
                            belongToAnyOf(
                                    Process.class,
                                    ProcessBuilder.class,
                                    ProcessHandle.class,
                                    Runtime.class,
                                    Socket.class,
                                    ServerSocket.class,
                                    URLConnection.class));

    private Arrows() {}

    static ArchRule knowsOnly(String room, List<String> known) {
        // A star would let a facet know its neighbour: noFacetKnowsAnother looks at that.
        return noClasses()
                .that()
                .resideInAPackage("io.edgeward." + room)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.edgeward..")
                                .and(not(resideInAnyPackage(ours(known))))
                                .and(not(resideInAPackage("io.edgeward." + room))));
    }

    static ArchRule strangers(String slices) {
        return slices().matching(slices).should().notDependOnEachOther();
    }

    static ArchRule noCircles(String slices) {
        return slices().matching(slices).should().beFreeOfCycles();
    }

    static ArchRule needsOnly(String room, String... packages) {
        return classes()
                .that()
                .resideInAPackage("io.edgeward." + room)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(packages);
    }

    static ArchRule worldless(String room) {
        return noClasses()
                .that()
                .resideInAPackage("io.edgeward." + room)
                .should()
                .dependOnClassesThat(OF_THE_WORLD);
    }

    /** No world, and neither threads nor time nor chance: the same settings give the same bytes. */
    static ArchRule pure(String room) {
        return noClasses()
                .that()
                .resideInAPackage("io.edgeward." + room)
                .should()
                .dependOnClassesThat(
                        OF_THE_WORLD
                                .or(
                                        resideInAnyPackage(
                                                "java.util.concurrent..",
                                                "java.net..",
                                                "java.security.."))
                                .or(
                                        belongToAnyOf(
                                                Thread.class,
                                                System.class,
                                                Clock.class,
                                                InstantSource.class,
                                                Instant.class,
                                                Random.class,
                                                SplittableRandom.class,
                                                UUID.class)));
    }

    static ArchRule behind(String library, List<String> doors) {
        return noClasses()
                .that(not(resideInAnyPackage(ours(doors))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    static String[] ours(Collection<String> rooms) {
        return rooms.stream().map(it -> "io.edgeward." + it).toArray(String[]::new);
    }
}
