package io.edgeward.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.edgeward.core.platform.PlatformException;
import io.edgeward.core.platform.PlatformException.Kind;
import io.edgeward.platform.linux.SystemBus.Call;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemBusTest {
    private static final Call CALL = Call.properties("a.b", "/a", "a.b");

    @TempDir private Path folder;

    private void assertNoAnswer(Kind kind) {
        try (var bus = new SystemBus(folder.resolve("bus"), Duration.ofMillis(300))) {
            assertThatExceptionOfType(PlatformException.class)
                    .isThrownBy(() -> bus.call(CALL))
                    .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
                    .withMessageContaining("system bus");
        }
    }

    @Test
    void aBusThatIsNotThereIsUnreachable() {
        assertNoAnswer(Kind.UNREACHABLE);
    }

    @Test
    void aBusThatAcceptsAndThenSaysNothingHoldsNobodyUp() throws IOException {
        try (var silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(folder.resolve("bus")));
            assertNoAnswer(Kind.TIMED_OUT);
        }
    }
}
