package io.edgeward.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerCredentialsTest {
    @TempDir private Path folder;

    /** Connects, and stays until its input ends. */
    static final class Child {
        private Child() {}

        static void main(String[] arguments) throws IOException {
            try (var _ = SocketChannel.open(UnixDomainSocketAddress.of(arguments[0]))) {
                int end = System.in.read();
                assertThat(end).isEqualTo(-1);
            }
        }
    }

    @Test
    void theKernelNamesTheProcessAndTheUserWhoConnected() throws IOException {
        Path socket = folder.resolve("s");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Process child =
                    new ProcessBuilder(
                                    java,
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Child.class.getName(),
                                    socket.toString())
                            .inheritIO()
                            .redirectInput(ProcessBuilder.Redirect.PIPE)
                            .start();
            try (var channel = server.accept()) {
                int uid = (int) Files.getAttribute(socket, "unix:uid");
                int gid = (int) Files.getAttribute(socket, "unix:gid");
                assertThat(PeerCredentials.of(channel))
                        .isEqualTo(
                                new Peer(child.pid(), uid, gid, System.getProperty("user.name")));
            } finally {
                child.getOutputStream().close();
            }
        }
    }

    @Test
    void aClosedSocketHasNoPeer() throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.close();
        assertThatThrownBy(() -> PeerCredentials.of(channel))
                .isInstanceOf(UncheckedIOException.class);
    }
}
