package io.edgeward.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    @Test
    void aNetworkIsSpelledAsItWasWritten() {
        assertThat(Cidr.parse("192.168.4.0/24")).hasToString("192.168.4.0/24");
        assertThat(Cidr.parse("10.0.0.7")).hasToString("10.0.0.7");
        assertThat(Cidr.parse("10.0.0.7/32")).hasToString("10.0.0.7");
    }

    @Test
    void itKnowsItsFamily() {
        assertThat(Cidr.parse("0.0.0.0/0").isV4()).isTrue();
        assertThat(Cidr.parse("fd00:4::/64").isV4()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "1.2.3",
                "1.2.3.4/33",
                "1.2.3.4/24",
                "1.2.3.0/024",
                "1.2.3.0/-1",
                "256.1.1.1",
                "fe80::1%eth0",
                "fd00::/129",
                "fd00::1/64",
                "1.2.3.0/24; drop",
                "1.2.3.0/24\n"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
