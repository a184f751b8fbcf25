package io.edgeward.contract;

import io.edgeward.acceptance.Edgeward;
import io.edgeward.core.platform.Platform;
import io.edgeward.platform.linux.LinuxPlatform;
import io.edgeward.testbed.Gateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A real gateway on which the package is installed but no daemon runs, so that nothing was ever
 * adopted; a test plays the daemon from outside. For one thread.
 */
final class Unadopted implements AutoCloseable {
    /** Takes off whatever a test left: what the package does on purge, and the factory's units. */
    private static final String RESET =
            """
            set -u
            systemctl stop 'edgeward-revert-*.timer' edgeward-apply.socket 2>/dev/null
            systemctl stop edgeward-apply.service
            /usr/lib/edgeward/edgeward-hooks remove
            nft delete table inet edgeward 2>/dev/null
            sysctl -qw net.netfilter.nf_conntrack_tcp_loose=1
            rm -rf /var/lib/edgeward/* /run/edgeward /var/lib/edgeward-daemon
            mkdir -p /run/edgeward
            install -d -o edgeward -g edgeward -m 0700 /var/lib/edgeward-daemon /var/lib/edgeward-daemon/outbox
            systemctl reset-failed
            systemctl restart ssh
            systemctl start getty.target console-getty edgeward-apply.socket
            for i in $(seq 200); do ps -e -o comm= | grep -q agetty && break; sleep 0.05; done
            """;

    private final Gateway gateway;
    private final Path root;
    private final LinuxPlatform platform;

    Unadopted(Gateway gateway) {
        this.gateway = gateway;
        gateway.run("systemctl", "mask", "edgeward.service").orFail();
        gateway.install(Edgeward.debianPackage("edgeward_")).orFail();
        try {
            // One name for the roots of all boots.
            this.root = Files.createTempDirectory("gateway").resolve("root");
            showRoot();
        } catch (IOException e) {
            throw new UncheckedIOException("making a place for the gateway's root", e);
        }
        this.platform = LinuxPlatform.at(root);
    }

    private void showRoot() throws IOException {
        Files.deleteIfExists(root);
        Files.createSymbolicLink(root, gateway.root());
    }

    /** As it left the factory. */
    Platform reset() {
        gateway.sh(RESET).orFail();
        return platform;
    }

    void reboot() {
        afterBoot(gateway.reboot());
    }

    void cutPower() {
        afterBoot(gateway.cutPower());
    }

    private void afterBoot(Gateway booted) {
        try {
            showRoot();
        } catch (IOException e) {
            throw new UncheckedIOException("looking into " + booted.name(), e);
        }
    }

    /** Alters a byte of an accepted generation's settings. */
    void damage(long id) {
        gateway.sh("printf x >>/var/lib/edgeward/generations/%d/settings.json".formatted(id))
                .orFail();
    }

    /** Takes the drop-ins of a switch away, and lets systemd see it. */
    void unguard(String switchFile) {
        gateway.sh(
                        """
                        awk -v s=%s '$1 == s { print "/usr/lib/systemd/system/" $2 ".d/50-edgeward.conf" }' \
                            /usr/lib/edgeward/switches | xargs rm
                        systemctl daemon-reload
                        """
                                .formatted(switchFile.replace("services/", "")))
                .orFail();
    }

    @Override
    public void close() {
        platform.close();
        try {
            Files.deleteIfExists(root);
            Files.deleteIfExists(root.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("removing " + root, e);
        }
    }
}
