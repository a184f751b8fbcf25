package io.edgeward.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeward.cli.contract.Durations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"90s, 90", "2m, 120", "1h, 3600", "45, 45"})
    void areReadAsPeopleWriteThem(String text, long seconds) {
        assertThat(Durations.parse(text)).hasSeconds(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "0", "0s", "-1", "1.5h", "2 m", "2d", "99999999h", "１m"})
    void otherwiseTheyAreRefused(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no duration");
    }

    @ParameterizedTest
    @CsvSource({
        "-3, 0 s",
        "59, 59 s",
        "60, 1 min",
        "117, 1 min 57 s",
        "3600, 1 h",
        "3780, 1 h 3 min"
    })
    void areToldAsPeopleReadThem(long seconds, String text) {
        assertThat(Durations.spoken(seconds)).isEqualTo(text);
    }
}
