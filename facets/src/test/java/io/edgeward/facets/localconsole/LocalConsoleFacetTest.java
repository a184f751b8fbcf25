package io.edgeward.facets.localconsole;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.platform.Observation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LocalConsoleFacetTest {
    private static List<String> toldOf(String commandLine) {
        var observation =
                new Observation(
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Optional.of(commandLine),
                        false,
                        Optional.empty(),
                        Map.of());
        return new LocalConsoleFacet().read(observation).kernelArguments().orElseThrow();
    }

    @Test
    void whatAsksForAShellBesideTheSwitchIsToldByName() {
        for (String argument :
                List.of(
                        "systemd.debug-shell",
                        "systemd.debug_shell=1",
                        "init=/bin/sh",
                        "init=/usr/bin/bash",
                        "rdinit=/bin/busybox",
                        "rd.break=pre-mount",
                        "break=top",
                        "single",
                        "1",
                        "rescue",
                        "emergency",
                        "systemd.unit=rescue.target",
                        "systemd.wants=debug-shell.service")) {
            assertThat(toldOf("quiet " + argument + " console=ttyS0")).containsExactly(argument);
        }
    }

    @Test
    void whatDoesNotIsNoCauseForAlarm() {
        assertThat(
                        toldOf(
                                "root=/dev/sda1 ro quiet splash init=/lib/systemd/systemd panic=1"
                                        + " console=ttyS0,115200 edgeward.recover rdinit=/agent"))
                .isEmpty();
    }
}
