package io.edgeward.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.platform.BootTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BootClockTest {
    @Test
    void theClockIsThatOfProcUptime() throws IOException {
        BootTime before = uptime();
        BootTime now = BootClock.now();
        assertThat(now).isBetween(before, uptime());
    }

    private static BootTime uptime() throws IOException {
        String text = Files.readString(Path.of("/proc/uptime"));
        return BootTime.ofSeconds(Double.parseDouble(List.of(text.split(" ")).getFirst()));
    }
}
