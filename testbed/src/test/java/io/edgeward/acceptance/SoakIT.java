package io.edgeward.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.acceptance.ControlSocket.Reply;
import io.edgeward.testbed.Gateway;
import io.edgeward.testbed.junit.RealGateway;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Random life on a real gateway: changes, trials, drift, restarted services, power cuts. What is
 * promised holds after each step, and neither memory nor the number of files grows.
 */
@RealGateway
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SoakIT {
    private static final int SAMPLES = 20;

    /** A daemon that was started anew says nothing about leaks: in the later part none is. */
    private static final double UNDISTURBED = 0.5;

    private static final List<String> SERVICES =
            List.of("NetworkManager", "nftables", "systemd-journald", "edgeward-apply.socket");

    private final Gateway gateway;
    private final Edgeward edgeward;
    private final ControlSocket socket;
    private final Truth truth;
    private final Endurance endurance = new Endurance();
    private final Random chance = endurance.chance();
    private final Deque<String> story = new ArrayDeque<>();
    private final Map<String, Integer> done = new TreeMap<>();

    SoakIT(Gateway gateway) {
        this.gateway = gateway;
        this.edgeward = new Edgeward(gateway);
        this.socket = new ControlSocket(gateway);
        this.truth = new Truth(gateway, socket);
    }

    @BeforeAll
    void install() {
        Edgeward.installOn(gateway);
        socket.awaitDaemon();
    }

    private static Duration length() {
        String seconds = System.getenv("EDGEWARD_SOAK_SECONDS");
        return Duration.ofSeconds(
                seconds != null ? Long.parseLong(seconds) : Endurance.rounds(40, 1200));
    }

    @Test
    void inALongLifeEveryPromiseHoldsAndNeitherMemoryNorFilesGrow() {
        settleIn();
        List<Double> memory = new ArrayList<>();
        List<Double> files = new ArrayList<>();
        long began = System.nanoTime();
        long length = length().toNanos();
        for (int sample = 1; sample <= SAMPLES; sample++) {
            boolean mayRestart = sample < SAMPLES * UNDISTURBED;
            do {
                step(mayRestart);
            } while (System.nanoTime() - began < length / SAMPLES * sample);
            files.add(filesOf());
            if (!mayRestart) {
                memory.add(resident());
            }
        }
        endurance.counts(
                "real soak %d s, %s, resident %.0f to %.0f MB, files %.0f to %.0f"
                        .formatted(
                                length().toSeconds(),
                                done,
                                median(first(memory)),
                                median(last(memory)),
                                median(first(files)),
                                median(last(files))));
        assertThat(median(last(memory)))
                .as("resident MB over time: %s, %s", memory, endurance)
                .isLessThan(median(first(memory)) * 1.1 + 10);
        assertThat(median(last(files)))
                .as("files over time: %s, %s", files, endurance)
                .isLessThanOrEqualTo(median(first(files)) + 3);
    }

    /** Fills the shelf of generations, so that each new one makes an old one go. */
    private void settleIn() {
        assertThat(change("?now=true", "{\"firewall\":{\"managed\":true}}").status())
                .isEqualTo(200);
        for (int number = 0; number < 14; number++) {
            assertThat(change("?now=true", hole(number % 2)).status()).isEqualTo(200);
        }
    }

    private void step(boolean mayRestart) {
        int dice = chance.nextInt(mayRestart ? 100 : 82);
        String what = name(dice);
        done.merge(what, 1, Integer::sum);
        try {
            story.addLast(what + ": " + perform(what));
            if (story.size() > 20) {
                story.removeFirst();
            }
            holds();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "%s, in %s after%n%s".formatted(endurance, what, String.join("\n", story)), e);
        }
    }

    private static String name(int dice) {
        if (dice < 30) {
            return "change";
        } else if (dice < 38) {
            return "command line";
        } else if (dice < 50) {
            return "confirmed";
        } else if (dice < 58) {
            return "reverted";
        } else if (dice < 64) {
            return "run out";
        } else if (dice < 70) {
            return "rollback";
        } else if (dice < 77) {
            return "flushed";
        } else if (dice < 82) {
            return "service restarted";
        } else if (dice < 88) {
            return "daemon restarted";
        } else if (dice < 94) {
            return "daemon killed";
        } else {
            return "power cut";
        }
    }

    private Object perform(String what) {
        return switch (what) {
            case "change" -> expect(200, change("?now=true&acceptLoss=all", patch()));
            case "command line" ->
                    edgeward.expect(
                                    0,
                                    "settings",
                                    "set",
                                    "/services/ssh/enabled",
                                    Boolean.toString(chance.nextBoolean()),
                                    "--now",
                                    "--accept-loss",
                                    "all")
                            .text();
            case "confirmed" -> trial("confirm?onSite=true");
            case "reverted" -> trial("revert");
            case "run out" -> runOut();
            case "rollback" -> rollBack();
            case "flushed" -> heal("nft flush ruleset");
            case "service restarted" ->
                    heal("systemctl restart " + SERVICES.get(chance.nextInt(SERVICES.size())));
            case "daemon restarted" -> disturb("systemctl restart edgeward");
            case "daemon killed" -> disturb("systemctl kill -s KILL edgeward");
            default -> cut();
        };
    }

    private Reply change(String options, String patch) {
        return socket.patch("/settings" + options, patch);
    }

    private static Reply expect(int status, Reply reply) {
        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(status);
        return reply;
    }

    private static String hole(int number) {
        return "{\"firewall\":{\"allow\":{\"soak\":{\"protocol\":\"udp\",\"ports\":\"%d\"}}}}"
                .formatted(30_000 + number);
    }

    private String patch() {
        String value = Boolean.toString(chance.nextBoolean());
        return switch (chance.nextInt(5)) {
            case 0 -> "{\"services\":{\"ssh\":{\"enabled\":" + value + "}}}";
            case 1 -> "{\"services\":{\"localConsole\":{\"enabled\":" + value + "}}}";
            case 2 -> "{\"services\":{\"ssh\":{\"port\":" + (2200 + chance.nextInt(5)) + "}}}";
            case 3 -> "{\"firewall\":{\"answerPing\":" + value + "}}";
            default -> hole(chance.nextInt(5));
        };
    }

    /** A change that is on trial; where it changes nothing there is none. */
    private Reply begin() {
        Reply begun = change("?confirmWithin=60&acceptLoss=all", patch());
        return begun.status() == 200 ? begun : expect(202, begun);
    }

    private Reply trial(String end) {
        Reply begun = begin();
        if (begun.status() == 200) {
            return begun;
        }
        expect(202, socket.post("/trial/" + begun.generation() + "/extend?seconds=60"));
        return expect(200, socket.post("/trial/" + begun.generation() + "/" + end));
    }

    private Object runOut() {
        Reply begun = begin();
        if (begun.status() == 202) {
            truth.shorten(begun.generation(), 0.3);
            assertThat(truth.isSettledAbout(begun.generation())).isFalse();
        }
        return begun;
    }

    private Reply rollBack() {
        var kept = socket.get("/generations").body().path("generations");
        long id = kept.get(chance.nextInt(kept.size())).path("id").asLong();
        return expect(200, socket.post("/generations/" + id + "/rollback?now=true&acceptLoss=all"));
    }

    private String heal(String command) {
        gateway.sh(command).orFail();
        socket.awaitDaemon();
        Reply first = expect(200, change("?now=true", "{}"));
        // A second time there is nothing left to do.
        Reply second = expect(200, change("?now=true", "{}"));
        assertThat(second.body().path("outcome").asString()).isEqualTo("unchanged");
        return command + ": " + first.body().path("outcome").asString();
    }

    private String disturb(String command) {
        boolean inTrial = chance.nextBoolean();
        Reply begun = inTrial ? begin() : socket.get("/status");
        gateway.sh(command).orFail();
        socket.awaitDaemon();
        if (begun.status() == 202) {
            truth.shorten(begun.generation(), 0.3);
            assertThat(truth.isSettledAbout(begun.generation())).isFalse();
        }
        return command + (inTrial ? " in a trial" : "");
    }

    private String cut() {
        Reply begun = chance.nextBoolean() ? begin() : socket.get("/status");
        edgeward.cutPower();
        if (begun.status() == 202) {
            assertThat(truth.isSettledAbout(begun.generation())).isFalse();
        }
        return begun.toString();
    }

    /** What holds after each step. */
    private void holds() {
        truth.awaitNoTrial();
        assertThat(truth.active()).isEqualTo(truth.confirmed());
        Truth.await(
                () -> socket.get("/status").body().path("drift").isEmpty(),
                "drift: " + socket.get("/status").body());
        truth.isWhatTheDaemonSays();
        assertThat(socket.get("/generations").body().path("generations")).hasSizeLessThan(22);
        assertThat(socket.get("/status").body().path("alarms")).isEmpty();
    }

    private double resident() {
        return number(
                "awk '/^VmRSS:/ { print $2 / 1024 }' /proc/$(systemctl show -p MainPID --value edgeward)/status");
    }

    /** Without the generations: how many of them there may be is told exactly. */
    private double filesOf() {
        return number(
                "find /var/lib/edgeward /run/edgeward /var/lib/edgeward-daemon -not -path '/var/lib/edgeward/generations/*' | wc -l");
    }

    private double number(String script) {
        return Double.parseDouble(gateway.sh(script).orFail().text());
    }

    private static List<Double> first(List<Double> samples) {
        return samples.subList(0, samples.size() / 4);
    }

    private static List<Double> last(List<Double> samples) {
        return samples.subList(samples.size() - samples.size() / 4, samples.size());
    }

    private static double median(List<Double> samples) {
        return samples.stream().sorted().toList().get(samples.size() / 2);
    }
}
