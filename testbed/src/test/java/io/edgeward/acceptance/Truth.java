package io.edgeward.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.testbed.Gateway;
import io.edgeward.testbed.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where a gateway stands by the applier's own files, and whether everybody says the same of it. */
record Truth(Gateway gateway, ControlSocket socket) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<String> ENDS = Set.of("confirmed", "reverted", "withdrawn");

    long active() {
        return id("run/edgeward/active");
    }

    long confirmed() {
        return id("var/lib/edgeward/confirmed");
    }

    private long id(String link) {
        try {
            Path target = Files.readSymbolicLink(gateway.root().resolve(link));
            return Long.parseLong(target.getFileName().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + link, e);
        }
    }

    /** The file of the open trial; empty: none is open. */
    String trial() {
        return text("run/edgeward/trial");
    }

    /** How the last trial ended, as {@code 42 reverted deadline}. */
    String ended() {
        return text("run/edgeward/ended").strip();
    }

    private String text(String file) {
        try {
            return Files.readString(gateway.root().resolve(file));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    /** The boot clock, which this host and the gateway share. */
    static double uptime() {
        try {
            String uptime = Files.readString(Path.of("/proc/uptime"));
            return Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
        } catch (IOException e) {
            throw new UncheckedIOException("reading the boot clock", e);
        }
    }

    /** Asks the applier by hand, as root may: its answer. */
    String applier(String... request) {
        Result result =
                gateway.run(
                        Stream.concat(
                                        Stream.of("/usr/lib/edgeward/edgeward-apply"),
                                        Stream.of(request))
                                .toArray(String[]::new));
        return new JsonMapper().readTree(result.orFail().out()).path("result").asString();
    }

    /** Lets the open trial end sooner than any request could ask for; the new deadline. */
    double shorten(long id, double seconds) {
        for (double lead = seconds; lead < 30; lead *= 2) {
            // In whole tenths, so that what is told is what was asked for.
            double deadline = Math.ceil((uptime() + lead) * 10) / 10;
            if (applier("extend", Long.toString(id), String.format(Locale.ROOT, "%.1f", deadline))
                    .equals("done")) {
                return deadline;
            }
        }
        throw new AssertionError("generation " + id + " cannot be made to end sooner");
    }

    void awaitNoTrial() {
        await(() -> trial().isEmpty(), "the trial never ended: " + trial());
    }

    static void await(BooleanSupplier isSo, String otherwise) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(otherwise);
            }
            pause();
        }
    }

    static void pause() {
        pause(Duration.ofMillis(10));
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** What the log tells of a generation since it was begun last, oldest first. */
    List<JsonNode> story(long id) {
        List<JsonNode> all =
                socket.get("/events?atMost=1000")
                        .body()
                        .path("events")
                        .valueStream()
                        .filter(event -> event.path("generation").asLong() == id)
                        .toList();
        for (int at = all.size() - 1; at >= 0; at--) {
            if (all.get(at).path("outcome").asString().equals("begun")) {
                return all.subList(at, all.size());
            }
        }
        return List.of();
    }

    /** How the log says that a generation's trial ended. */
    List<String> ends(long id) {
        return story(id).stream()
                .map(event -> event.path("outcome").asString())
                .filter(ENDS::contains)
                .toList();
    }

    /** The daemon says of links and trial what the applier's files say. */
    void isWhatTheDaemonSays() {
        JsonNode status = socket.get("/status").body();
        assertThat(status.path("active").asLong()).as("%s", status).isEqualTo(active());
        assertThat(status.path("confirmed").asLong()).as("%s", status).isEqualTo(confirmed());
        assertThat(status.path("trial").isNull()).as("%s", status).isEqualTo(trial().isEmpty());
    }

    /**
     * No trial is open, nothing is left over of any, and files, status, settings and log agree
     * about what became of this generation.
     *
     * @return whether it was confirmed
     */
    boolean isSettledAbout(long id) {
        awaitNoTrial();
        await(() -> !ends(id).isEmpty(), "the log has no end of generation " + id);
        await(
                () -> !socket.get("/status").body().path("busy").asBoolean(),
                "something is still being done");
        boolean isConfirmed = confirmed() == id;
        assertThat(ends(id))
                .as("%s", story(id))
                .containsExactly(isConfirmed ? "confirmed" : "reverted");
        assertThat(active()).isEqualTo(confirmed());
        isWhatTheDaemonSays();
        JsonNode status = socket.get("/status").body();
        assertThat(status.path("drift")).as("%s", status).isEmpty();
        assertThat(status.path("alarms")).as("%s", status).isEmpty();
        assertThat(socket.get("/settings").body())
                .isEqualTo(
                        new JsonMapper()
                                .readTree(
                                        text(
                                                "var/lib/edgeward/generations/%d/settings.json"
                                                        .formatted(active()))));
        return isConfirmed;
    }

    /** The timers that the applier made for trials, with the moment at which each goes off. */
    String timers() {
        return gateway.sh(
                        "systemctl show --property=Id,NextElapseUSecMonotonic 'edgeward-revert-*.timer'")
                .orFail()
                .text();
    }
}
