package io.edgeward.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PackageContentIT {
    private static final int MODE = 0;
    private static final int OWNER = 1;

    static List<Path> packages() {
        return Packages.all();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void everythingBelongsToRoot(Path deb) {
        assertThat(entries(deb))
                .allSatisfy(entry -> assertThat(entry[OWNER]).isEqualTo("root/root"));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void nobodyButRootMayWriteAndNothingIsSetuid(Path deb) {
        assertThat(entries(deb))
                .filteredOn(entry -> !entry[MODE].startsWith("l"))
                .allSatisfy(entry -> assertThat(entry[MODE]).matches("[d-]rw[x-]r-[x-]r-[x-]"));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void itHoldsProgramsOnlyAndNoFileThatAnAdministratorEdits(Path deb) {
        assertThat(names(deb))
                .noneMatch(name -> name.matches("\\./(etc|var|run|home|root|tmp)/.+"));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPersonFindsTheManualTheCopyrightAndTheListOfParts(Path deb) {
        assertThat(names(deb))
                .contains("./usr/bin/edgeward", "./usr/share/man/man1/edgeward.1.gz")
                .contains("./usr/share/bash-completion/completions/edgeward")
                .anyMatch(name -> name.matches("\\./usr/share/doc/[a-z-]+/copyright"))
                .anyMatch(name -> name.matches("\\./usr/share/doc/[a-z-]+/sbom\\.cdx\\.json\\.gz"));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void theCheckSumsAreThoseOfTheFiles(Path deb, @org.junit.jupiter.api.io.TempDir Path folder) {
        assertThat(Run.of("dpkg-deb", "-R", deb.toString(), folder.toString()).status()).isZero();
        Run check = Run.in(folder, java.util.Map.of(), "md5sum", "-c", "--quiet", "DEBIAN/md5sums");
        assertThat(check.status()).as(check.output() + check.errors()).isZero();
    }

    private static List<String[]> entries(Path deb) {
        Run list = Run.of("dpkg-deb", "-c", deb.toString());
        assertThat(list.status()).as(list.errors()).isZero();
        assertThat(list.lines()).hasSizeGreaterThan(50);
        return list.lines().stream().map(line -> line.split(" +", 6)).toList();
    }

    private static List<String> names(Path deb) {
        return entries(deb).stream().map(entry -> entry[5]).toList();
    }
}
