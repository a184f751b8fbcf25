package io.edgeward.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.testbed.junit.RealGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a gateway keeps over a reboot and over a power cut, and what it shares with another:
 * nothing.
 */
@RealGateway
class PowerIT {

    @Test
    void aPowerCutLosesWhatWasNotSyncedAndKeepsWhatWas(Gateway gateway) {
        gateway.sh("echo kept >/var/lib/synced; sync /var/lib/synced /var/lib").orFail();
        gateway.sh(
                        "echo lost >/var/lib/unsynced; ln -s synced /var/lib/link; echo lost >/etc/unsynced")
                .orFail();

        gateway.cutPower();

        assertThat(gateway.condition()).isEqualTo("running");
        assertThat(gateway.sh("cat /var/lib/synced").text()).isEqualTo("kept");
        assertThat(gateway.sh("ls -d /var/lib/unsynced /var/lib/link /etc/unsynced").out())
                .isEmpty();
    }

    @Test
    void anUnsyncedRenameIsTakenBack(Gateway gateway) {
        gateway.sh("cd /var/lib; ln -sfn old choice; sync -f .").orFail();
        gateway.sh("cd /var/lib; ln -s new choice.next; mv -T choice.next choice").orFail();
        assertThat(gateway.sh("readlink /var/lib/choice").text()).isEqualTo("new");

        gateway.cutPower();

        assertThat(gateway.sh("readlink /var/lib/choice").text()).isEqualTo("old");
    }

    @Test
    void aRebootKeepsTheDiskAndLosesTheMemory(Gateway gateway) {
        gateway.sh(
                        "echo disk >/var/lib/kept; echo disk >/etc/kept; echo memory >/run/lost; nft add table inet lost")
                .orFail();
        var identity = gateway.sh("cat /etc/machine-id").text();

        gateway.reboot();

        assertThat(gateway.sh("cat /var/lib/kept /etc/kept").text()).isEqualTo("disk\ndisk");
        assertThat(gateway.sh("cat /etc/machine-id").text()).isEqualTo(identity);
        assertThat(gateway.sh("cat /run/lost").ok()).isFalse();
        assertThat(gateway.sh("nft list ruleset").text()).isEmpty();
    }

    @Test
    void theKernelCommandLineReachesSystemd(Gateway gateway) {
        gateway.kernelCommandLine("edgeward.recover", "systemd.mask=ssh.service").reboot();
        assertThat(gateway.sh("systemctl is-active ssh.service").text()).isEqualTo("inactive");
        gateway.sh(
                        "systemd-run --wait -p ConditionKernelCommandLine=edgeward.recover touch /run/recovered")
                .orFail();
        assertThat(gateway.sh("ls /run/recovered").ok()).isTrue();

        gateway.kernelCommandLine().reboot();
        assertThat(gateway.sh("systemctl is-active ssh.service").text()).isEqualTo("active");
    }

    @Test
    void twoGatewaysDoNotDisturbEachOther(Gateway one) {
        try (var two = Gateway.booted()) {
            one.sh("echo one >/var/lib/who; nft add table inet one; sync").orFail();
            assertThat(two.sh("cat /var/lib/who").ok()).isFalse();
            assertThat(two.sh("nft list ruleset").text()).isEmpty();
            assertThat(two.sh("cat /etc/machine-id").text())
                    .isNotEqualTo(one.sh("cat /etc/machine-id").text());

            one.cutPower();

            assertThat(two.alive()).isTrue();
            assertThat(two.run("systemctl", "is-system-running").text()).isEqualTo("running");
            var wan = two.neighbour(Side.WAN);
            assertThat(wan.ssh(two, Family.V4, "root", "echo still here").text())
                    .isEqualTo("still here");
            assertThat(one.sh("cat /var/lib/who").text()).isEqualTo("one");
        }
    }

    @Test
    void filesAreCopiedInAndOut(Gateway gateway, @TempDir Path folder) throws IOException {
        var there = Files.write(folder.resolve("there"), new byte[] {0, 10, 13, -1});
        gateway.copyIn(there, "/var/tmp/file");
        gateway.copyOut("/var/tmp/file", folder.resolve("back"));
        assertThat(folder.resolve("back")).hasSameBinaryContentAs(there);
    }

    @Test
    void aLocalPackageIsInstalledAndOneWithoutItsDependenciesIsNot(
            Gateway gateway, @TempDir Path folder) throws IOException {
        gateway.install(packaged(folder, "bed-probe", "openssh-server, network-manager")).orFail();
        assertThat(gateway.install(packaged(folder, "bed-orphan", "nowhere-to-be-found")).ok())
                .isFalse();
        assertThat(
                        gateway.sh(
                                        "dpkg-query -W -f '${binary:Package} ${db:Status-Status}\n' 'bed-*'")
                                .text())
                .isEqualTo("bed-probe installed");
    }

    private static Path packaged(Path folder, String name, String depends) throws IOException {
        var tree = folder.resolve(name);
        Files.createDirectories(tree.resolve("DEBIAN"));
        Files.writeString(
                tree.resolve("DEBIAN/control"),
                """
                Package: %s
                Version: 1
                Architecture: all
                Maintainer: test
                Depends: %s
                Description: shows that apt works in the bed
                """
                        .formatted(name, depends));
        var deb = folder.resolve(name + ".deb");
        var argv = List.of("dpkg-deb", "--build", tree.toString(), deb.toString());
        Command.of(argv, Duration.ofSeconds(30)).run().orFail();
        return deb;
    }
}
