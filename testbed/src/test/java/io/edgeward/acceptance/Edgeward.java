package io.edgeward.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.testbed.Gateway;
import io.edgeward.testbed.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The installed product on a gateway, as its owner drives it: with apt and the command line. */
public record Edgeward(Gateway gateway) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Installs the package that this source tree made. */
    static Edgeward installOn(Gateway gateway) {
        Result installed = gateway.install(debianPackage("edgeward_"));
        assertThat(installed.exit()).as(installed.out() + installed.err()).isZero();
        assertThat(installed.out()).contains("edgeward status");
        return new Edgeward(gateway);
    }

    /** The newest package of that name that {@code ./edgeward package} or Maven made. */
    public static Path debianPackage(String name) {
        try (var files = Files.list(Path.of("../packaging/target"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(name))
                    .filter(file -> file.toString().endsWith(".deb"))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .orElseThrow(() ->
                            new IllegalStateException(
                                    "no package " + name + ": run ./edgeward package"));
        } catch (IOException e) {
            throw new UncheckedIOException("looking for the package: run ./edgeward package", e);
        }
    }

    /** Runs the command line. */
    Result run(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("edgeward"));
        argv.addAll(List.of(arguments));
        return gateway.run(PATIENCE, argv.toArray(String[]::new));
    }

    /** Runs the command line, which must end with that exit status. */
    Result expect(int exit, String... arguments) {
        Result result = run(arguments);
        assertThat(result.exit())
                .as(String.join(" ", arguments) + "\n" + result.out() + result.err())
                .isEqualTo(exit);
        return result;
    }

    /** Runs the command line with {@code --json}: its one document, whatever the exit status. */
    JsonNode json(String... arguments) {
        List<String> argv = new ArrayList<>(List.of(arguments));
        argv.add("--json");
        Result result = run(argv.toArray(String[]::new));
        return new JsonMapper().readTree(result.out());
    }

    /** Restarts the gateway, and waits until the daemon answers. */
    void reboot() {
        gateway.reboot();
        awaitDaemon();
    }

    /** Cuts the power, boots, and waits until the daemon answers. */
    void cutPower() {
        gateway.cutPower();
        awaitDaemon();
    }

    void awaitDaemon() {
        gateway.sh(
                        "for i in $(seq 200); do edgeward status >/dev/null 2>&1 && exit 0; sleep 0.2; done; exit 1")
                .orFail();
    }

    /** The last step: everything closed, and said so. */
    void harden() {
        expect(0, "enforce", "--profile", "field", "--accept-loss", "all", "--now");
    }

    /** Whether a trial is open. */
    boolean onTrial() {
        return !json("status").path("trial").isNull();
    }

    List<String> outcomes() {
        List<String> outcomes = new ArrayList<>();
        json("log")
                .path("events")
                .forEach(event ->
                        outcomes.add(
                                event.path("what").asString()
                                        + " "
                                        + event.path("outcome").asString()));
        return outcomes;
    }

    /**
     * Everything that a change could write, with inode and time; and when each unit was started.
     * Without what NetworkManager writes whenever its lease comes.
     */
    String footprint() {
        return gateway.sh(
                        """
                        find /var/lib/edgeward /run/edgeward /usr/lib/systemd/system/*.d /etc \
                            ! -path /etc ! -path '/etc/resolv.conf*' \
                            -printf '%i %T@ %C@ %p\\n' | sort
                        systemctl show -p Id -p InvocationID ssh.service console-getty.service \
                            NetworkManager.service edgeward.service systemd-journald.service
                        nft -a list ruleset
                        """)
                .orFail()
                .out();
    }
}
