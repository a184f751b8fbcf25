package io.edgeward.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReproducibleIT {

    @Test
    void theSameSourcesGiveTheSameBytesAnywhereAtAnyTime(@TempDir Path elsewhere)
            throws IOException {
        String build = Packages.ROOT.resolve("packaging/scripts/build").toString();
        Run again =
                Run.in(
                        elsewhere,
                        Map.of(
                                "EDGEWARD_TARGET",
                                elsewhere.toString(),
                                "JAVA_HOME",
                                System.getProperty("java.home"),
                                "TZ",
                                "Pacific/Kiritimati",
                                "LC_ALL",
                                "C.UTF-8"),
                        "sh",
                        "-c",
                        "umask 077; exec \"$@\"",
                        "sh",
                        build,
                        Packages.VERSION,
                        System.getProperty("edgeward.timestamp"),
                        "2026-01-01T00:00:00Z",
                        "true");
        assertThat(again.status()).as(again.output() + again.errors()).isZero();
        for (Path deb : Packages.all()) {
            Path other = elsewhere.resolve(deb.getFileName());
            assertThat(Files.mismatch(deb, other))
                    .as("first byte that differs in %s", deb)
                    .isEqualTo(-1);
        }
    }
}
