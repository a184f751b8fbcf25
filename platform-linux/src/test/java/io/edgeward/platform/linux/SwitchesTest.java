package io.edgeward.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.edgeward.core.platform.PlatformException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwitchesTest {
    @Test
    void theTableThatShipsIsUnderstood() {
        var switches =
                Switches.read(Path.of("../packaging/root/usr/lib/edgeward/switches")).units();
        assertThat(switches).containsOnlyKeys("ssh", "local-console");
        assertThat(switches.get("ssh")).contains("ssh.service", "ssh.socket", "sshd@.service");
        assertThat(switches.get("local-console")).contains("getty@.service", "rescue.service");
    }

    @Test
    void aLineThatNamesNoUnitMakesTheWholeTableUnreadable() {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> Switches.parse(List.of("ssh ssh.service start", "ssh")))
                .withMessageContaining("\"ssh\" names no switch and unit");
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> Switches.parse(List.of("ssh ../evil")));
    }
}
