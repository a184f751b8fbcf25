package io.edgeward.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.facet.Exposure;
import io.edgeward.core.facet.Facets;
import io.edgeward.core.settings.Settings;
import io.edgeward.core.settings.SettingsLanguage;
import io.edgeward.core.settings.SettingsLanguage.Reading;
import io.edgeward.core.settings.StrictJson;
import io.edgeward.facets.AllFacets;
import io.edgeward.facets.FuzzedSettings;
import io.edgeward.testbed.Gateway;
import io.edgeward.testbed.Result;
import io.edgeward.testbed.junit.RealGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The daemon taken over, or talked to by somebody hostile: its user gets nothing of the system but
 * the applier's socket, and hostile values stay values in the programs that they are for.
 */
@RealGateway
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TakenOverIT {
    private static final String DENIED =
            "Call failed: (Access denied|.*[Nn]ot authorized.*|Insufficient privileges.*)";
    private static final String AS_DAEMON =
            "setpriv --reuid edgeward --regid edgeward --clear-groups ";

    private final Gateway gateway;
    private final Edgeward edgeward;
    private final Endurance endurance = new Endurance();

    TakenOverIT(Gateway gateway) {
        this.gateway = gateway;
        this.edgeward = new Edgeward(gateway);
    }

    @BeforeAll
    void install() {
        Edgeward.installOn(gateway);
        for (String file : List.of("calls", "ask.sh", "knock.pl")) {
            gateway.copyIn(Path.of("src/test/resources/taken-over", file), "/run/" + file);
        }
        // The daemon is ready before anybody looks at what alters.
        edgeward.awaitDaemon();
    }

    private String state() {
        return edgeward.footprint()
                + gateway.sh(
                                """
                                systemctl show-environment; systemctl get-default; hostname
                                systemctl list-units --all --plain --no-legend 'edgeward*' 'ssh*' 'getty*' 'console*' | grep -v edgeward-apply@ | awk '{ print $1, $3 }'
                                nmcli -t -f NAME,UUID,DEVICE connection show | sort; nmcli networking; nmcli general logging
                                loginctl show-user root -p Linger 2>/dev/null; ls /var/lib/systemd/linger 2>/dev/null; readlink /etc/localtime
                                """)
                        .orFail()
                        .out();
    }

    private List<String[]> ask(String user) {
        return gateway.run(
                        Duration.ofMinutes(4),
                        "sh",
                        "-c",
                        "sh /run/ask.sh " + user + " </run/calls")
                .orFail()
                .out()
                .lines()
                .map(line -> line.split("\\|", 4))
                .toList();
    }

    @Test
    void everyCallOnTheSystemBusIsDeniedAndAltersNothing() {
        String before = state();
        List<String[]> denied = ask("edgeward");
        assertThat(state()).isEqualTo(before);
        assertThat(denied).hasSizeGreaterThanOrEqualTo(70);
        for (String[] it : denied) {
            // A call that does not exist is denied by nobody.
            assertThat(it[2]).as(it[1]).isEqualTo("known");
            assertThat(it[3]).as(it[1]).matches(DENIED);
        }
        // What is denied to the daemon is done for root.
        List<String[]> done = ask("root");
        assertThat(done).hasSizeGreaterThanOrEqualTo(8);
        for (String[] it : done) {
            assertThat(it[3]).as(it[1] + " as root").startsWith("done:");
        }
        System.out.println(
                "counts: calls on the bus denied %d, of these done for root %d"
                        .formatted(denied.size(), done.size()));
    }

    @Test
    void noProgramOfTheSystemStartsAnythingForTheDaemonsUser() {
        List<String> programs =
                List.of(
                        "systemd-run --quiet touch /run/was-here",
                        "systemd-run --quiet --scope touch /run/was-here",
                        "systemd-run --quiet --user touch /run/was-here",
                        "systemd-run --quiet --machine=edgeward@ --user touch /run/was-here",
                        "systemctl start ssh.service",
                        "systemctl --user daemon-reload",
                        "systemctl link /tmp/mine.service",
                        "systemctl edit --runtime --stdin ssh.service",
                        "systemctl reboot -i",
                        "loginctl enable-linger edgeward",
                        "loginctl terminate-user root",
                        "hostnamectl hostname mine",
                        "timedatectl set-timezone Europe/Berlin",
                        "nmcli networking off",
                        "sudo -n id",
                        "su -c id root",
                        "chroot / id",
                        "nft flush ruleset",
                        "ip link set eth0 down",
                        "sysctl -w net.ipv4.ip_forward=1",
                        "dmesg",
                        "journalctl --vacuum-size=1 --rotate",
                        "kill -9 1");
        String before = state();
        for (String program : programs) {
            Result result = gateway.sh(AS_DAEMON + "timeout 20 " + program + " </dev/null");
            assertThat(result.exit()).as(program + "\n" + result.out() + result.err()).isNotZero();
        }
        assertThat(state()).isEqualTo(before);
        assertThat(gateway.sh("test -e /run/was-here").ok()).isFalse();
        gateway.sh("systemd-run --quiet --wait touch /run/was-here; rm /run/was-here").orFail();
        System.out.println(
                "counts: programs that did nothing for the daemon's user " + programs.size());
    }

    @Test
    void rawBytesAtTheControlSocketAreAnsweredOrRefusedAndItAnswersAfterwards() {
        int wanted = Endurance.rounds(400, 20_000);
        String settings = edgeward.json("settings", "show").toString();
        Result knocked =
                gateway.run(
                        Duration.ofMinutes(Endurance.rounds(8, 60)),
                        "perl",
                        "/run/knock.pl",
                        Long.toString(endurance.seed()),
                        Integer.toString(wanted));
        endurance.counts("requests " + wanted + ", " + knocked.text());
        assertThat(knocked.orFail().out())
                .doesNotContain("WRONG")
                .containsPattern("answered: .*200 [0-9]+");
        edgeward.expect(0, "status");
        assertThat(edgeward.json("settings", "show").toString()).isEqualTo(settings);
        assertThat(edgeward.onTrial()).isFalse();
        assertThat(
                        gateway.sh(
                                        "journalctl -q --no-pager -u edgeward | grep -E 'Exception|^.*\\sat [a-z]+\\.'")
                                .out())
                .isEmpty();
        assertThat(gateway.run("systemctl", "show", "-p", "NRestarts", "edgeward").text())
                .isEqualTo("NRestarts=0");
    }

    /** What hostile strings were rendered to, and what was meant. */
    private Map<String, Exposure> renderedRules(Facets facets) {
        SettingsLanguage language = facets.language();
        var fuzzed = new FuzzedSettings(language, endurance.seed());
        Map<String, Exposure> rules = new LinkedHashMap<>();
        for (int number = 0; number < Endurance.rounds(3_000, 100_000); number++) {
            byte[] document = fuzzed.next(number).document();
            if (language.patch(language.defaults(), StrictJson.read(document))
                    instanceof Reading.Valid(Settings settings)) {
                List<String> lines =
                        facets.render(settings).getOrDefault("firewall/input", "").lines().toList();
                List<Exposure> meant = facets.exposures(settings);
                assertThat(meant).hasSameSizeAs(lines);
                for (int i = 0; i < lines.size(); i++) {
                    rules.put(lines.get(i), meant.get(i));
                }
            }
        }
        return rules;
    }

    @Test
    void hostileStringsAreReadBackByNftAsTheRulesThatWereMeant() {
        Map<String, Exposure> rules = renderedRules(AllFacets.list());
        List<Exposure> meant = List.copyOf(rules.values());
        String text =
                "table inet edgeward {\nchain input {\n"
                        + String.join("\n", rules.keySet())
                        + "\n}\n}\n";
        String listing =
                gateway.sh(
                                "cat >/run/rules; unshare -n sh -c 'nft -f /run/rules && nft -j list ruleset'",
                                text)
                        .orFail()
                        .out();
        List<JsonNode> items = new ArrayList<>();
        new JsonMapper().readTree(listing).path("nftables").forEach(items::add);
        assertThat(items).hasSize(rules.size() + 3);
        for (int i = 0; i < meant.size(); i++) {
            JsonNode rule = items.get(i + 3).path("rule");
            assertThat(rule.path("chain").asString()).isEqualTo("input");
            assertThat(read(rule)).isEqualTo(said(meant.get(i)));
        }
        endurance.counts("rules read back by nft " + meant.size());
    }

    private static Map<String, String> said(Exposure exposure) {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("comment", exposure.by());
        exposure.through().ifPresent(it -> said.put("iifname", it.name()));
        exposure.sources()
                .forEach(it -> said.put("saddr", it.toString().replaceFirst("^(.*:.*)$", "v6")));
        said.put(exposure.protocol().word() + " dport", exposure.ports().toString());
        return said;
    }

    private static Map<String, String> read(JsonNode rule) {
        Map<String, String> read = new LinkedHashMap<>();
        read.put("comment", rule.path("comment").asString());
        for (JsonNode statement : rule.path("expr")) {
            JsonNode left = statement.at("/match/left");
            JsonNode right = statement.at("/match/right");
            if (left.has("meta")) {
                read.put(left.at("/meta/key").asString(), right.asString());
            } else if (left.at("/payload/field").asString("").equals("saddr")) {
                String address =
                        right.isString()
                                ? right.asString()
                                : right.at("/prefix/addr").asString()
                                        + "/"
                                        + right.at("/prefix/len");
                read.put("saddr", address.contains(":") ? "v6" : address);
            } else if (left.has("payload")) {
                String port =
                        right.has("range")
                                ? right.at("/range/0") + "-" + right.at("/range/1")
                                : right.toString();
                read.put(left.at("/payload/protocol").asString() + " dport", port);
            } else {
                assertThat(statement.has("accept")).as(rule.toString()).isTrue();
            }
        }
        return read;
    }

    @Test
    void everyPortOfSshIsReadBackBySshdItself() {
        var ports =
                new TreeSet<>(List.of(1, 22, 80, 99, 100, 999, 1000, 9999, 10_000, 65_534, 65_535));
        Random random = endurance.chance();
        for (int i = 0; i < Endurance.rounds(20, 2_000); i++) {
            ports.add(random.nextInt(1, 65_536));
        }
        Facets facets = AllFacets.list();
        for (int port : ports) {
            JsonNode patch =
                    new JsonMapper()
                            .readTree(
                                    "{\"services\":{\"ssh\":{\"enabled\":true,\"port\":"
                                            + port
                                            + "}}}");
            var valid =
                    (Reading.Valid) facets.language().patch(facets.language().defaults(), patch);
            String values = facets.render(valid.settings()).get("values/ssh");
            assertThat(values).isEqualTo("port " + port + "\n");
        }
        String script =
                ports.stream()
                        .map(port -> "sshd -T -p " + port + " | grep '^port '\n")
                        .reduce("mkdir -p /run/sshd\n", String::concat);
        assertThat(gateway.sh(script).orFail().out().lines().toList())
                .isEqualTo(ports.stream().map(port -> "port " + port).toList());
        System.out.println("counts: ports read back by sshd " + ports.size());
    }
}
