package io.edgeward.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortRangeTest {
    @Test
    void onePortIsARangeAndIsSpelledAsOne() {
        assertThat(PortRange.parse("502")).isEqualTo(new PortRange(502, 502)).hasToString("502");
        assertThat(PortRange.parse("502-502")).hasToString("502");
        assertThat(PortRange.of(new Port(7))).hasToString("7");
    }

    @Test
    void bothEndsBelongToIt() {
        PortRange range = PortRange.parse("502-505");
        assertThat(range).hasToString("502-505");
        assertThat(range.contains(501)).isFalse();
        assertThat(range.contains(502)).isTrue();
        assertThat(range.contains(505)).isTrue();
        assertThat(range.contains(506)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "0", "65536", "99999", "505-502", "1-65536", "0-1", "-1", "1-", "-", "1-2-3",
                " 1", "1 ", "1\n", "0x1", "1,2", "100000", "١"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> PortRange.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65536, Integer.MAX_VALUE})
    void aPortOutOfRangeIsRefused(int number) {
        assertThatThrownBy(() -> new Port(number)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-eth0",
                ".",
                "..",
                "eth0/1",
                "eth 0",
                "eth0\n",
                "a\"b",
                "0123456789abcdef"
            })
    void whatIsNoNameOfAnInterfaceIsRefused(String name) {
        assertThatThrownBy(() -> new InterfaceName(name))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eth0", "enp0s3.100", "br-lan", "wlan_1", "0", "0123456789abcde"})
    void whatTheKernelNamesIsAName(String name) {
        assertThat(new InterfaceName(name)).hasToString(name);
    }
}
