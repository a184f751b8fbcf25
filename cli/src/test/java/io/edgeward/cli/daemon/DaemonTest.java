package io.edgeward.cli.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.edgeward.cli.contract.Complaint;
import io.edgeward.cli.contract.Failure;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DaemonTest {
    @TempDir private Path folder;

    @Test
    @Timeout(20)
    void aDaemonThatNeverAnswersIsGivenUp() throws IOException {
        Path socket = folder.resolve("control.sock");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            var request =
                    new Request(
                            "GET", "/status", List.of(), Optional.empty(), Duration.ofMillis(300));
            Failure failure =
                    catchThrowableOfType(Failure.class, () -> new Daemon(socket).ask(request));
            assertThat(failure.complaint().exit()).isEqualTo(4);
            assertThat(failure).hasMessageContaining("no answer within");
        }
    }

    // As root nothing is forbidden, so the kernel's word is given here.
    @Test
    void withoutPermissionSudoAndTheGroupAreNamed() {
        Complaint complaint =
                Unreachable.notThere(
                        folder.resolve("control.sock"), new SocketException("Permission denied"));
        assertThat(complaint.exit()).isEqualTo(4);
        assertThat(complaint.problem().toString())
                .contains("permission denied", "sudo", "edgeward-admin", "systemctl status");
    }

    @Test
    void optionsAreEncodedSoThatNothingIsTakenForAnother() {
        Request request = Request.get("/x").with("a", "1&b=2 3+4%").with("ü", "/");
        assertThat(request.target()).isEqualTo("/api/v1/x?a=1%26b%3D2%203%2B4%25&%C3%BC=%2F");
    }
}
