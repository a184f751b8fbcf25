package io.edgeward.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginsTest {
    @Test
    void aLoginIsNamedAfterTheFacetThatItCameBy() {
        assertThat(Logins.way("sshd", "pts/0", "", true)).isEqualTo("ssh");
        assertThat(Logins.way("login", "ttyS0", "", false)).isEqualTo("localConsole");
        assertThat(Logins.way("login", "pts/0", "", false)).isEqualTo("localConsole");
        assertThat(Logins.way("lightdm", "tty7", "seat0", false)).isEqualTo("localConsole");
    }

    @Test
    void aLoginByAnythingElseIsByNoWayOfOurs() {
        assertThat(Logins.way("cockpit", "", "", true)).isEmpty();
        assertThat(Logins.way("login", "pts/3", "", true)).isEmpty();
        assertThat(Logins.way("systemd-user", "", "", false)).isEmpty();
    }

    @Test
    void theNumberThatMeansWhoeverAsksIsNobodysLogin() {
        try (var bus = new SystemBus(Path.of("/nowhere"), Duration.ofSeconds(1))) {
            assertThat(new Logins(bus).of(0)).isEmpty();
            assertThat(new Logins(bus).of(-1)).isEmpty();
        }
    }
}
