package io.edgeward.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BusValuesTest {
    @Test
    void aUnitsNameBecomesTheLabelThatSystemdGivesIt() {
        assertThat(BusValues.label("ssh.service")).isEqualTo("ssh_2eservice");
        assertThat(BusValues.label("serial-getty@ttyS0.service"))
                .isEqualTo("serial_2dgetty_40ttyS0_2eservice");
        assertThat(BusValues.label("9p.mount")).isEqualTo("_39p_2emount");
    }
}
