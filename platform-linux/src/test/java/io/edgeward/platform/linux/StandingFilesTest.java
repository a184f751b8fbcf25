package io.edgeward.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.edgeward.core.platform.BootTime;
import io.edgeward.core.platform.PlatformException;
import io.edgeward.core.platform.PlatformException.Kind;
import io.edgeward.core.platform.Standing;
import io.edgeward.core.platform.Standing.Ended;
import io.edgeward.core.platform.Standing.How;
import io.edgeward.core.platform.Standing.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandingFilesTest {
    @TempDir private Path root;
    private Layout layout = new Layout(Path.of(""));
    private StandingFiles standing = new StandingFiles(layout);

    @BeforeEach
    void folders() throws IOException {
        layout = new Layout(root);
        standing = new StandingFiles(layout);
        Files.createDirectories(layout.run());
        Files.createDirectories(layout.generations());
    }

    @Test
    void anUntouchedGatewayStandsNowhere() {
        assertThat(standing.read())
                .isEqualTo(
                        new Standing(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of()));
    }

    @Test
    void linksAndFilesOfTheContractAreRead() throws IOException {
        Files.createSymbolicLink(layout.active(), Path.of("/var/lib/edgeward/generations/42"));
        Files.createSymbolicLink(layout.confirmed(), Path.of("generations/41"));
        Files.writeString(layout.trial(), "id 42\nfrom 41\nopened 1174.56\ndeadline 1234.5\n");
        Files.writeString(layout.ended(), "40 reverted deadline\n");
        Files.writeString(layout.alarm(), "damaged-39\nfirewall\n");
        assertThat(standing.read())
                .isEqualTo(
                        new Standing(
                                Optional.of(42L),
                                Optional.of(41L),
                                Optional.of(
                                        new Trial(
                                                42,
                                                41,
                                                new BootTime(117456),
                                                new BootTime(123450))),
                                Optional.of(new Ended(40, How.REVERTED_BY_DEADLINE)),
                                List.of("damaged-39", "firewall")));
    }

    @Test
    void theGenerationOfLastResortIsZero() throws IOException {
        Files.createSymbolicLink(layout.active(), Path.of("/usr/lib/edgeward/built-in"));
        Files.writeString(layout.trial(), "id 42\nfrom built-in\nopened 1\ndeadline 2\n");
        assertThat(standing.read().active()).contains(Standing.BUILT_IN);
        assertThat(standing.read().trial().orElseThrow().from()).isEqualTo(Standing.BUILT_IN);
    }

    @Test
    void everyEndOfATrialIsTold() throws IOException {
        assertThat(ended("42 confirmed")).isEqualTo(How.CONFIRMED);
        assertThat(ended("42 reverted deadline")).isEqualTo(How.REVERTED_BY_DEADLINE);
        assertThat(ended("42 reverted request")).isEqualTo(How.REVERTED_BY_REQUEST);
        assertThat(ended("42 reverted failed")).isEqualTo(How.REVERTED_BY_FAILURE);
    }

    private How ended(String line) throws IOException {
        Files.writeString(layout.ended(), line + "\n");
        return standing.read().ended().orElseThrow().how();
    }

    @Test
    void aLinkToAnywhereElseIsNotTakenForNone() throws IOException {
        Files.createSymbolicLink(layout.active(), Path.of("/etc"));
        assertUnintelligible("/etc is no generation");
    }

    @Test
    void aTrialWithoutADeadlineIsNotTakenForNone() throws IOException {
        Files.writeString(layout.trial(), "id 42\nfrom 41\nopened 1174.56\n");
        assertUnintelligible("deadline is \"\"");
    }

    private void assertUnintelligible(String why) {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> standing.read())
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.UNINTELLIGIBLE))
                .withMessageContaining(why);
    }
}
