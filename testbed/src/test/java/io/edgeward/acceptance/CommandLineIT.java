package io.edgeward.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.testbed.Gateway;
import io.edgeward.testbed.Result;
import io.edgeward.testbed.junit.RealGateway;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bad input, every exit status, and the daemon's sandbox. */
@RealGateway
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandLineIT {
    private Edgeward edgeward;

    CommandLineIT(Gateway gateway) {
        edgeward = new Edgeward(gateway);
    }

    @BeforeAll
    void install() {
        edgeward = Edgeward.installOn(edgeward.gateway());
    }

    @Test
    void allFaultsOfADocumentComeInOneAnswerEachWithItsPointer() {
        String before = edgeward.footprint();
        Result refused =
                edgeward.gateway()
                        .sh(
                                "edgeward settings patch - --json",
                                """
                                {"services": {"ssh": {"enabled": "yes", "port": 70000, "colour": 1}, "telnet": {}},
                                 "firewall": {"managed": true, "managed": false}}
                                """);
        assertThat(refused.exit()).isEqualTo(2);
        JsonNode problem = new JsonMapper().readTree(refused.out());
        assertThat(problem.path("exit").asInt()).isEqualTo(2);
        List<String> pointers = new ArrayList<>();
        problem.path("errors").forEach(error -> pointers.add(error.path("pointer").asString()));
        assertThat(pointers)
                .containsExactlyInAnyOrder(
                        "/services/ssh/enabled",
                        "/services/ssh/port",
                        "/services/ssh/colour",
                        "/services/telnet",
                        "/firewall/managed");
        assertThat(edgeward.footprint()).isEqualTo(before);
    }

    @Test
    void moreThanAMebibyteIsOneClearRefusal() {
        edgeward.gateway().sh("head -c 1048577 /dev/zero | tr '\\0' ' ' >/tmp/large.json").orFail();
        Result refused = edgeward.expect(2, "settings", "apply", "/tmp/large.json");
        assertThat(refused.err()).contains("1 MiB");
    }

    @Test
    void everyExitStatusIsReached() {
        edgeward.expect(0, "status");
        edgeward.expect(1, "audit", "--profile", "field");
        edgeward.expect(2, "audit", "--profile", "no-such-profile");
        edgeward.expect(2, "no-such-command");
        edgeward.expect(3, "enforce", "--now");
        edgeward.expect(4, "--socket", "/tmp/nobody.sock", "status");
        edgeward.expect(8, "enforce", "--keep", "ssh=test");
        edgeward.expect(0, "revert");
        // A gateway whose SSH server cannot start: the change is undone.
        Gateway gateway = edgeward.gateway();
        edgeward.expect(0, "settings", "set", "/services/ssh/enabled", "false", "--now");
        gateway.sh("echo 'NoSuchKeyword yes' >/etc/ssh/sshd_config.d/broken.conf").orFail();
        edgeward.expect(5, "settings", "set", "/services/ssh/enabled", "true", "--now");
        gateway.sh("rm /etc/ssh/sshd_config.d/broken.conf").orFail();
        edgeward.expect(0, "settings", "set", "/services/ssh/enabled", "true", "--now");
        // And one whose SSH server cannot come back: the revert is not complete, and says so until
        // it is cured.
        edgeward.expect(8, "settings", "set", "/services/ssh/enabled", "false");
        gateway.sh("echo 'NoSuchKeyword yes' >/etc/ssh/sshd_config.d/broken.conf").orFail();
        edgeward.expect(6, "revert");
        assertThat(edgeward.json("status").path("alarms")).isNotEmpty();
        gateway.sh("rm /etc/ssh/sshd_config.d/broken.conf").orFail();
        edgeward.expect(0, "settings", "set", "/services/ssh/enabled", "true", "--now");
        assertThat(edgeward.json("status").path("alarms")).isEmpty();
        // A JVM that cannot start.
        assertThat(
                        gateway.sh(
                                        "mount --bind /dev/null /usr/lib/edgeward/cli.args; edgeward status; s=$?;"
                                                + " umount /usr/lib/edgeward/cli.args; exit $s")
                                .exit())
                .isEqualTo(7);
    }

    @Test
    void theDoctorFindsNothingToCure() {
        assertThat(edgeward.json("doctor").path("checks"))
                .isNotEmpty()
                .allMatch(check -> check.path("result").asString().equals("ok"));
    }

    /** Both in turns: a busy machine slows the yardstick down, too. */
    @Test
    void statusIsThereInTheBlinkOfAnEye() {
        List<Long> status = new ArrayList<>();
        List<Long> yardstick = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            status.add(milliseconds("edgeward status"));
            yardstick.add(milliseconds("/usr/lib/edgeward/java -version"));
        }
        long allowed = Math.max(400, 10 * median(yardstick));
        assertThat(median(status)).as("yardstick " + yardstick).isLessThanOrEqualTo(allowed);
    }

    private long milliseconds(String command) {
        return Long.parseLong(
                edgeward.gateway()
                        .sh(
                                "a=$(date +%s%N); "
                                        + command
                                        + " >/dev/null 2>&1; echo $((($(date +%s%N) - a) / 1000000))")
                        .orFail()
                        .text());
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    @Test
    void theDaemonHoldsNothing() {
        Gateway gateway = edgeward.gateway();
        String pid = gateway.run("systemctl", "show", "-P", "MainPID", "edgeward").orFail().text();
        assertThat(
                        gateway.run(
                                        "grep",
                                        "-E",
                                        "^Cap(Eff|Prm|Bnd|Amb)",
                                        "/proc/" + pid + "/status")
                                .orFail()
                                .out()
                                .lines())
                .hasSize(4)
                .allMatch(line -> line.endsWith("\t0000000000000000"));
        String exposure =
                gateway.run("systemd-analyze", "security", "--no-pager", "edgeward.service")
                        .orFail()
                        .out();
        String grade =
                exposure.replaceAll("(?s).*exposure level for edgeward.service: ([0-9.]+).*", "$1");
        assertThat(Double.parseDouble(grade)).isLessThanOrEqualTo(1.6);
    }

    @Test
    void noPolkitActionIsAllowedToTheDaemon() {
        Gateway gateway = edgeward.gateway();
        String answers =
                gateway.sh(
                                """
                                p=$(systemctl show -P MainPID edgeward)
                                pkaction | while read -r action; do
                                    pkcheck --action-id "$action" --process "$p" >/dev/null 2>&1 && echo "allowed: $action"
                                done
                                pkaction | wc -l
                                """)
                        .orFail()
                        .out();
        assertThat(answers).doesNotContain("allowed:");
        assertThat(Integer.parseInt(answers.strip())).isGreaterThan(50);
        // The same question, asked for root, is answered yes: the check can see one.
        assertThat(
                        gateway.sh(
                                        "pkcheck --action-id org.freedesktop.systemd1.manage-units --process 1")
                                .ok())
                .isTrue();
    }

    @Test
    void theDaemonCannotFillRootsFolderInMemory() {
        Gateway gateway = edgeward.gateway();
        String asTheDaemon =
                "nsenter -t $(systemctl show -P MainPID edgeward) -m setpriv --reuid edgeward"
                        + " --regid edgeward --groups edgeward-admin ";
        String room =
                gateway.sh(
                                asTheDaemon
                                        + """
                                        sh -c 'cd /run/edgeward-daemon && head -c 1M /dev/zero >ballast
                                            for i in $(seq 100); do touch f$i; done 2>/dev/null
                                            du -sk . | cut -f1; ls | wc -l; rm -f ballast f*' 2>/dev/null\
                                        """)
                        .orFail()
                        .out();
        assertThat(room.lines().map(Integer::parseInt))
                .satisfiesExactly(
                        kibibytes -> assertThat(kibibytes).isBetween(1, 64),
                        files -> assertThat(files).isBetween(1, 32));
        String writable = "find /run -type d -writable -exec stat -c '%d %n' {} + 2>/dev/null";
        String rootsDevice = gateway.run("stat", "-c", "%d", "/run/edgeward").orFail().text();
        assertThat(gateway.sh(asTheDaemon + "sh -c \"" + writable + "; true\"").orFail().out())
                .contains("/run/edgeward-daemon")
                .doesNotContainPattern("(?m)^" + rootsDevice + " ");
    }
}
