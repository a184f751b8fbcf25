package io.edgeward.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.acceptance.ControlSocket.Reply;
import io.edgeward.testbed.Gateway;
import io.edgeward.testbed.junit.RealGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Whoever comes at the same time, and whatever is stopped in the middle: one thing happens, and
 * everybody says the same of it.
 */
@RealGateway
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RacesIT {
    private static final String NO_PING = "{\"firewall\":{\"answerPing\":false}}";
    private static final int AT_ONCE = 50;
    private static final int BY_COMMAND_LINE = 4;
    private static final int IN_A_ROW = Endurance.rounds(20, 100);

    private final Gateway gateway;
    private final Edgeward edgeward;
    private final ControlSocket socket;
    private final Truth truth;
    private final Endurance endurance = new Endurance();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    RacesIT(Gateway gateway) {
        this.gateway = gateway;
        this.edgeward = new Edgeward(gateway);
        this.socket = new ControlSocket(gateway);
        this.truth = new Truth(gateway, socket);
    }

    @BeforeAll
    void install() {
        Edgeward.installOn(gateway);
        edgeward.awaitDaemon();
        Reply managed =
                socket.patch(
                        "/settings?now=true", "{\"firewall\":{\"managed\":true,\"allow\":{}}}");
        assertThat(managed.status()).as("%s", managed.body()).isEqualTo(200);
    }

    @AfterAll
    void endThreads() {
        threads.shutdownNow();
    }

    /** A change that is on trial now; its generation. */
    private long onTrial() {
        Reply trial = socket.patch("/settings?confirmWithin=60", NO_PING);
        assertThat(trial.status()).as("%s", trial.body()).isEqualTo(202);
        return trial.generation();
    }

    /** Undoes a confirmed {@link #NO_PING}, so that it is a change again. */
    private void answerPing() {
        Reply back = socket.patch("/settings?now=true", "{\"firewall\":{\"answerPing\":true}}");
        assertThat(back.status()).as("%s", back.body()).isEqualTo(200);
    }

    private Reply confirm(long id) {
        return socket.post("/trial/" + id + "/confirm?onSite=true");
    }

    private Reply revert(long id) {
        return socket.post("/trial/" + id + "/revert");
    }

    private static String hole(int number) {
        return "{\"firewall\":{\"allow\":{\"n%d\":{\"protocol\":\"tcp\",\"ports\":\"%d\"}}}}"
                .formatted(number, 20_000 + number);
    }

    /** Fifty who ask at once, some of them by the command line: how each ended, as exit status. */
    private List<Integer> rush() throws ExecutionException, InterruptedException {
        var go = new CountDownLatch(1);
        List<Future<Integer>> all = new ArrayList<>();
        for (int number = 0; number < AT_ONCE; number++) {
            String change = hole(number);
            boolean byCommandLine = number % (AT_ONCE / BY_COMMAND_LINE) == 1;
            all.add(
                    threads.submit(() -> {
                        go.await();
                        return byCommandLine ? byCommandLine(change) : bySocket(change);
                    }));
        }
        go.countDown();
        List<Integer> exits = new ArrayList<>();
        for (Future<Integer> one : all) {
            exits.add(one.get());
        }
        return exits;
    }

    private int byCommandLine(String change) {
        String script =
                "printf '%s' '" + change + "' | edgeward settings patch - --confirm-within 2m";
        return gateway.sh(script).exit();
    }

    private int bySocket(String change) {
        Reply reply = socket.patch("/settings?confirmWithin=120", change);
        int exit = reply.body().path("exit").asInt(-1);
        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(exit == 8 ? 202 : 409);
        return exit;
    }

    @Test
    void ofFiftyAtOnceOneWinsAndTheOthersAlterNeitherTimerNorSnapshotNorTarget()
            throws ExecutionException, InterruptedException {
        long before = truth.active();
        long next = newest() + 1;
        int generations = socket.get("/generations").body().path("generations").size();
        List<Integer> exits = rush();
        assertThat(exits).filteredOn(exit -> exit == 8).hasSize(1);
        assertThat(exits).filteredOn(exit -> exit == 3).hasSize(AT_ONCE - 1);
        assertThat(truth.active()).isEqualTo(next);
        assertThat(truth.confirmed()).isEqualTo(before);
        assertThat(socket.get("/generations").body().path("generations")).hasSize(generations + 1);
        assertThat(socket.get("/settings?at=/firewall/allow").body()).hasSize(1);
        String trial = truth.trial();
        String timers = truth.timers();
        assertThat(timers).containsOnlyOnce("edgeward-revert-" + next);
        String footprint = applied();

        assertThat(rush()).hasSize(AT_ONCE).containsOnly(3);
        assertThat(truth.trial()).isEqualTo(trial);
        assertThat(truth.timers()).isEqualTo(timers);
        assertThat(applied()).isEqualTo(footprint);
        assertThat(revert(next).status()).isEqualTo(200);
        assertThat(truth.isSettledAbout(next)).isFalse();
        endurance.counts(
                "at once %d, won 1, refused %d; in an open trial %d, refused %d"
                        .formatted(AT_ONCE, AT_ONCE - 1, AT_ONCE, AT_ONCE));
    }

    /** The highest number that a generation has. */
    private long newest() {
        return socket.get("/generations").body().at("/generations/0/id").asLong();
    }

    /** Everything that a change writes; that the applier was asked at all shows in its lock. */
    private String applied() {
        return edgeward.footprint()
                .lines()
                .filter(line -> !line.matches(".* /run/edgeward(/lock|/\\.observe.*)?"))
                .reduce("", (all, line) -> all + line + "\n");
    }

    @Test
    void ofAHundredInARowNoneIsLostAndEachAnswerBelongsToItsRequest() {
        long first = newest() + 1;
        List<Long> generations = new ArrayList<>();
        long began = System.nanoTime();
        for (int number = 0; number < IN_A_ROW; number++) {
            Reply reply = socket.patch("/settings?now=true&reason=request+" + number, hole(number));
            assertThat(reply.status()).as("%s", reply.body()).isEqualTo(200);
            generations.add(reply.generation());
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        assertThat(socket.get("/settings?at=/firewall/allow").body()).hasSize(IN_A_ROW);
        for (int number = 0; number < IN_A_ROW; number++) {
            assertThat(generations.get(number)).isEqualTo(first + number);
            assertThat(truth.story(generations.get(number)))
                    .extracting(event ->
                            event.path("outcome").asString() + " " + event.path("why").asString())
                    .containsExactly("begun request " + number, "confirmed request " + number);
        }
        assertThat(truth.isSettledAbout(first + IN_A_ROW - 1)).isTrue();
        assertThat(socket.patch("/settings?now=true", "{\"firewall\":{\"allow\":null}}").status())
                .isEqualTo(200);
        endurance.counts("changes %d, lost 0, seconds %.1f".formatted(IN_A_ROW, seconds));
        // No budget, which a busy machine would miss, but the sign that something hangs.
        assertThat(seconds).isLessThan(5.0 * IN_A_ROW);
    }

    /** Ten a second, whether or not the one before is through: more than one applier can do. */
    @Test
    void ofAHundredSentInTenSecondsEachIsDoneOrRefusedAndItsAnswerSaysWhich()
            throws ExecutionException, InterruptedException {
        List<Future<Reply>> all = new ArrayList<>();
        for (int number = 0; number < IN_A_ROW; number++) {
            String request = "/settings?now=true&reason=ten+a+second+" + number;
            String change = hole(number);
            all.add(threads.submit(() -> socket.patch(request, change)));
            Truth.pause(Duration.ofMillis(100));
        }
        long last = 0;
        int done = 0;
        var holes = new TreeSet<String>();
        for (int number = 0; number < IN_A_ROW; number++) {
            Reply reply = all.get(number).get();
            if (reply.status() == 200) {
                assertThat(reply.generation()).isGreaterThan(last);
                last = reply.generation();
                assertThat(truth.story(last))
                        .extracting(event -> event.path("why").asString())
                        .containsOnly("ten a second " + number);
                holes.add("n" + number);
                done++;
            } else {
                assertThat(reply.status()).as("%s", reply.body()).isEqualTo(409);
                assertThat(reply.body().path("exit").asInt()).isEqualTo(3);
            }
        }
        assertThat(done).isPositive();
        assertThat(truth.isSettledAbout(last)).isTrue();
        assertThat(socket.get("/settings?at=/firewall/allow").body().propertyNames())
                .containsExactlyInAnyOrderElementsOf(holes);
        assertThat(socket.patch("/settings?now=true", "{\"firewall\":{\"allow\":null}}").status())
                .isEqualTo(200);
        endurance.counts(
                "ten a second: asked %d, done %d, refused %d, lost 0"
                        .formatted(IN_A_ROW, done, IN_A_ROW - done));
    }

    @Test
    void aConfirmationAtTheDeadlineIsInTimeOrTooLateAndNeverBoth() {
        int rounds = Endurance.rounds(9, 100);
        int inTime = 0;
        int tooLate = 0;
        double sooner = 0;
        for (int round = 0; round < rounds || inTime == 0; round++) {
            double spread = 0.6 * round / (rounds - 1) - 0.3;
            if (round >= rounds) {
                // So slow a machine that none was in time: earlier, until one is.
                sooner = sooner * 2 + 0.5;
                spread = -sooner;
                assertThat(sooner).isLessThan(20);
            }
            if (confirmedAround(2 + sooner, spread)) {
                inTime++;
                answerPing();
            } else {
                tooLate++;
            }
        }
        assertThat(tooLate).isPositive();
        endurance.counts(
                "at the deadline %d, in time %d, too late %d, mixed 0"
                        .formatted(inTime + tooLate, inTime, tooLate));
    }

    private boolean confirmedAround(double lead, double spread) {
        long before = truth.active();
        long id = onTrial();
        double moment = truth.shorten(id, lead) + spread;
        Truth.pause(Duration.ofMillis(Math.max(0, Math.round((moment - Truth.uptime()) * 1000))));
        Reply answer = confirm(id);
        boolean isConfirmed = truth.isSettledAbout(id);
        String all = "%.3f s: %s, %s".formatted(spread, answer, truth.story(id));
        assertThat(answer.status()).as(all).isEqualTo(isConfirmed ? 200 : 409);
        assertThat(truth.active()).as(all).isEqualTo(isConfirmed ? id : before);
        assertThat(truth.ended())
                .as(all)
                .isEqualTo(id + (isConfirmed ? " confirmed" : " reverted deadline"));
        return isConfirmed;
    }

    @Test
    void ofRevertAndConfirmAtOnceOneHappensAndBothAnswersSaySo()
            throws ExecutionException, InterruptedException {
        int rounds = Endurance.rounds(12, 150);
        int confirmed = 0;
        for (int round = 0; round < rounds; round++) {
            long id = onTrial();
            String number = Long.toString(id);
            // The other may be root with the applier in his hand, whom no daemon can hold back.
            Supplier<String> confirm =
                    round % 3 == 2
                            ? () -> truth.applier("confirm", number)
                            : () -> said(confirm(id));
            Supplier<String> revert =
                    round % 3 == 1 ? () -> truth.applier("revert", number) : () -> said(revert(id));
            boolean isConfirmed = together(id, confirm, revert);
            if (isConfirmed) {
                confirmed++;
                answerPing();
            }
        }
        endurance.counts(
                "revert against confirm %d, confirmed %d, reverted %d, mixed 0"
                        .formatted(rounds, confirmed, rounds - confirmed));
    }

    /** An answer in the applier's words. */
    private static String said(Reply reply) {
        return switch (reply.status()) {
            case 200 -> "done";
            case 409 -> "refused";
            default -> reply.toString();
        };
    }

    private boolean together(long id, Supplier<String> confirm, Supplier<String> revert)
            throws ExecutionException, InterruptedException {
        long lead = endurance.chance().nextInt(-60, 60);
        var go = new CountDownLatch(1);
        Future<String> first = threads.submit(() -> after(go, lead, confirm));
        Future<String> second = threads.submit(() -> after(go, -lead, revert));
        go.countDown();
        String what =
                "confirm: %s, revert: %s, lead %d ms, %s"
                        .formatted(first.get(), second.get(), lead, endurance);
        boolean isConfirmed = truth.isSettledAbout(id);
        assertThat(List.of(first.get(), second.get()))
                .as("%s, %s", what, truth.story(id))
                .isEqualTo(isConfirmed ? List.of("done", "refused") : List.of("refused", "done"));
        return isConfirmed;
    }

    private static String after(CountDownLatch go, long milliseconds, Supplier<String> act)
            throws InterruptedException {
        go.await();
        Truth.pause(Duration.ofMillis(Math.max(0, milliseconds)));
        return act.get();
    }
}
