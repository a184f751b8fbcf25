package io.edgeward.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.edgeward.core.platform.Observation.Family;
import io.edgeward.core.platform.Observation.Listener;
import io.edgeward.core.settings.Protocol;
import org.junit.jupiter.api.Test;

class SocketListingTest {
    private static final Listener SSH =
            new Listener(Protocol.TCP, Family.V4, "0.0.0.0", 22, "sshd");

    @Test
    void whatDebianPrintsIsUnderstoodWhateverProcessesCallThemselves() {
        assertThat(SocketListing.parse(Recorded.text("ss-debian12.txt")))
                .containsExactlyInAnyOrder(
                        new Listener(Protocol.UDP, Family.V4, "127.0.0.53", 53, ""),
                        new Listener(Protocol.UDP, Family.V4, "127.0.0.53", 54, ""),
                        new Listener(Protocol.UDP, Family.V4, "0.0.0.0%lo", 67, "dev"),
                        new Listener(Protocol.UDP, Family.BOTH, "*", 5353, "udp6"),
                        new Listener(Protocol.TCP, Family.V4, "127.0.0.1", 8002, "x\",pid=1,fd=3"),
                        new Listener(Protocol.TCP, Family.V4, "0.0.0.0", 8001, ""),
                        SSH,
                        new Listener(Protocol.TCP, Family.V4, "127.0.0.1", 8006, "mapped"),
                        new Listener(Protocol.TCP, Family.V6, "::", 8004, "v6 only"),
                        new Listener(Protocol.TCP, Family.BOTH, "*", 8003, "one two \"three\""),
                        new Listener(Protocol.TCP, Family.V6, "::", 22, "sshd"),
                        new Listener(Protocol.TCP, Family.V6, "::1", 8005, "\uFFFD\uFFFD?[31m"));
    }

    @Test
    void aNameWithALineEndInventsNoSocketAndHidesNone() {
        String forged =
                """
                tcp LISTEN 0 128 0.0.0.0:8001 0.0.0.0:* users:(("a
                tcp LISTEN 0 0",pid=7,fd=3))
                tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:(("sshd",pid=8,fd=3))
                """;
        assertThat(SocketListing.parse(forged))
                .extracting(Listener::port)
                .containsExactly(8001, 22);
    }

    @Test
    void aSocketThatSystemdHoldsForAProgramIsThatProgramsOnceItRuns() {
        String both =
                "tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:*"
                        + " users:((\"systemd\",pid=1,fd=9),(\"sshd\",pid=8,fd=3))";
        String waiting = "tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:((\"systemd\",pid=1,fd=9))";
        assertThat(SocketListing.parse(both)).containsExactly(SSH);
        assertThat(SocketListing.parse(waiting).getFirst().process()).isEqualTo("systemd");
    }

    @Test
    void aUsersProgramIsNotTakenForTheSystemsOfThatName() {
        String listing =
                """
                tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:(("sshd",pid=8,fd=3)) ino:9 sk:1 cgroup:/system.slice/ssh.service <->
                tcp LISTEN 0 128 0.0.0.0:2222 0.0.0.0:* users:(("sshd",pid=9,fd=3)) uid:65534 ino:8 sk:2 cgroup:/ <->
                """;
        assertThat(SocketListing.parse(listing))
                .extracting(Listener::process)
                .containsExactly("sshd", "sshd (uid 65534)");
    }

    @Test
    void aSocketOfTheKernelHasNoProcess() {
        assertThat(SocketListing.parse("udp UNCONN 0 0 [::]:51820 [::]:*"))
                .containsExactly(new Listener(Protocol.UDP, Family.V6, "::", 51820, ""));
    }

    @Test
    void nobodyListensWhereNothingIsPrinted() {
        assertThat(SocketListing.parse("\n")).isEmpty();
    }

    @Test
    void anythingElseIsNoListOfSockets() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SocketListing.parse("ss: command not found\n"))
                .withMessageContaining("command not found");
    }
}
