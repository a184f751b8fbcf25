package io.edgeward.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.edgeward.core.platform.Answer;
import io.edgeward.core.platform.BootTime;
import io.edgeward.core.platform.Generation;
import io.edgeward.core.platform.Observation;
import io.edgeward.core.platform.Observation.Console;
import io.edgeward.core.platform.PlatformException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxPlatformTest {
    private static final Generation PROPOSAL =
            new Generation(42, 41, "1.0", Map.of("settings.json", "{}\n", "services/ssh", ""));

    @TempDir private Path root;
    private Layout layout = new Layout(Path.of(""));

    @BeforeEach
    void folders() throws IOException {
        layout = new Layout(root);
        Files.createDirectories(layout.run());
    }

    private FakeApplier applier(String answer) {
        return FakeApplier.answering(layout.applier(), answer);
    }

    @Test
    void aProposalLiesInTheOutboxWhileTheApplierReadsAndNoLonger() throws IOException {
        Path place = layout.outbox().resolve("42");
        List<String> found = new ArrayList<>();
        Files.createDirectories(layout.outbox().resolve("7/left/over"));
        try (var applier =
                        FakeApplier.at(
                                layout.applier(),
                                _ -> {
                                    found.add(read(place.resolve("manifest")));
                                    found.add(read(place.resolve("settings.json")));
                                    found.add(read(place.resolve("services/ssh")));
                                    return "{\"verb\":\"activate\",\"id\":42,\"result\":\"done\"}\n"
                                            .getBytes(StandardCharsets.UTF_8);
                                });
                var platform = LinuxPlatform.at(root)) {
            assertThat(platform.activate(PROPOSAL, new BootTime(123456)))
                    .isEqualTo(new Answer.Done());
            assertThat(found).containsExactly(PROPOSAL.manifest(), "{}\n", "");
            assertThat(layout.outbox()).isEmptyDirectory();
            assertThat(applier.requests())
                    .containsExactly("activate 42 " + PROPOSAL.digest() + " 1234.56\n");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void aProposalThatNobodyAnsweredIsTakenAwayToo() {
        try (var platform = LinuxPlatform.at(root)) {
            assertThatExceptionOfType(PlatformException.class)
                    .isThrownBy(() -> platform.adopt(PROPOSAL));
        }
        assertThat(layout.outbox()).isEmptyDirectory();
    }

    @Test
    void aFileThatWouldLeaveTheOutboxIsNeverWritten() {
        var evil = new Generation(42, 41, "1.0", Map.of("../../x", "", "settings.json", "{}"));
        try (var platform = LinuxPlatform.at(root)) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> platform.adopt(evil));
        }
        assertThat(layout.outbox().resolveSibling("x")).doesNotExist();
    }

    @Test
    void withoutApplierAndBusEverythingIsUnseenAndSaysWhy() {
        try (var platform = LinuxPlatform.at(root)) {
            Observation nothing = platform.observe();
            assertThat(nothing.unseen())
                    .containsOnlyKeys(
                            "listeners",
                            "taps",
                            "services",
                            "consoles",
                            "filter",
                            "values",
                            "kernelCommandLine",
                            "recovering",
                            "accounts");
            assertThat(nothing.unseen().get("listeners")).contains("edgeward-apply.socket");
            assertThat(nothing.listeners()).isEmpty();
            assertThat(nothing.services()).isEmpty();
            assertThat(nothing.filter()).isEmpty();
        }
    }

    @Test
    void whatTheApplierTellsIsSeenAndWhatItCannotReadIsUnseen() throws IOException {
        String answer =
                "{\"verb\":\"observe\",\"result\":\"done\",\"recover\":true,"
                        + "\"firewall\":{\"loaded\":true,\"holds\":false},\"legacy\":false,"
                        + "\"nft\":"
                        + base64(Recorded.bytes("nft-debian12.json"))
                        + ",\"sockets\":"
                        + base64(Recorded.bytes("ss-debian12.txt"))
                        + ",\"consoles\":"
                        + base64("41 ttyS0 agetty\n".getBytes(StandardCharsets.UTF_8))
                        + ",\"sshd\":null,\"commandLine\":\"!\",\"accounts\":"
                        + base64("what?".getBytes(StandardCharsets.UTF_8))
                        + "}";
        try (var _ = applier(answer);
                var platform = LinuxPlatform.at(root)) {
            Observation seen = platform.observe();
            assertThat(seen.listeners().orElseThrow()).hasSize(12);
            assertThat(seen.consoles()).contains(List.of(new Console("ttyS0", "agetty")));
            assertThat(seen.filter().orElseThrow().loaded()).isTrue();
            assertThat(seen.filter().orElseThrow().holds()).isFalse();
            assertThat(seen.filter().orElseThrow().others()).hasSize(4);
            assertThat(seen.recovering()).isTrue();
            assertThat(seen.values()).isEmpty();
            assertThat(seen.unseen())
                    .containsOnlyKeys("services", "values", "kernelCommandLine", "accounts");
            assertThat(seen.unseen().get("values")).contains("could not read \"sshd\"");
        }
    }

    private static String base64(byte[] bytes) {
        return "\"" + Base64.getEncoder().encodeToString(bytes) + "\"";
    }
}
