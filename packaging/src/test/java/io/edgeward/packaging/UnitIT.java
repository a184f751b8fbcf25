package io.edgeward.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnitIT {
    private static final Path UNIT =
            Packages.STAGE.resolve("usr/lib/systemd/system/edgeward.service");

    @Test
    void theDaemonIsShutTight() {
        assertThat(exposure(UNIT).status()).as(exposure(UNIT).output()).isZero();
    }

    /** The check above can fail. */
    @Test
    void aCapabilityWouldOpenIt(@TempDir Path folder) throws IOException {
        Path open = folder.resolve("edgeward.service");
        Files.writeString(
                open,
                Files.readString(UNIT)
                        .replace("CapabilityBoundingSet=\n", "")
                        .replace("NoNewPrivileges=yes\n", ""));
        assertThat(exposure(open).status()).isNotZero();
    }

    @Test
    void systemdUnderstandsEveryLineOfIt() {
        Run verify =
                Run.of(
                        "systemd-analyze",
                        "verify",
                        "--man=no",
                        "--recursive-errors=no",
                        UNIT.toString());
        assertThat(verify.errors().lines())
                .as("systemd-analyze verify")
                .noneMatch(line -> line.matches(".*edgeward\\.service:\\d+:.*"));
    }

    private static Run exposure(Path unit) {
        return Run.of(
                "systemd-analyze", "security", "--offline=true", "--threshold=16", unit.toString());
    }
}
