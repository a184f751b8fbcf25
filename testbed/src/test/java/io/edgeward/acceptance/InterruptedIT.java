package io.edgeward.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.acceptance.ControlSocket.Reply;
import io.edgeward.testbed.Gateway;
import io.edgeward.testbed.junit.RealGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The daemon is restarted, killed or frozen while the applier works on what it asked: afterwards it
 * reads the truth anew, and no trial hangs.
 */
@RealGateway
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterruptedIT {
    private static final String NO_PING = "{\"firewall\":{\"answerPing\":false}}";
    private static final Duration A_WHILE = Duration.ofMillis(300);

    private final Gateway gateway;
    private final ControlSocket socket;
    private final Truth truth;
    private final Endurance endurance = new Endurance();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    InterruptedIT(Gateway gateway) {
        this.gateway = gateway;
        this.socket = new ControlSocket(gateway);
        this.truth = new Truth(gateway, socket);
    }

    /** In the middle of what. */
    enum Phase {
        ACTIVATE,
        ON_TRIAL,
        CONFIRM,
        REVERT
    }

    /** What is done to the daemon. */
    private enum Blow {
        RESTARTED("systemctl restart --no-block edgeward"),
        KILLED("systemctl kill -s KILL edgeward"),
        FROZEN("systemctl kill -s STOP edgeward");

        private final String command;

        Blow(String command) {
            this.command = command;
        }
    }

    @BeforeAll
    void install() {
        Edgeward.installOn(gateway);
        socket.awaitDaemon();
        set("{\"firewall\":{\"managed\":true}}");
    }

    @AfterAll
    void endThreads() {
        threads.shutdownNow();
    }

    private void set(String change) {
        Reply reply = socket.patch("/settings?now=true", change);
        assertThat(reply.status()).as("%s", reply.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsDoneToTheDaemonTheTruthIsTheAppliersAndNoTrialHangs(Phase phase)
            throws ExecutionException, InterruptedException, IOException {
        int rounds = Endurance.rounds(1, 15);
        int confirmed = 0;
        int unanswered = 0;
        for (int round = 0; round < rounds; round++) {
            for (Blow blow : Blow.values()) {
                String what = phase + " " + blow + " " + endurance;
                // First while the applier waits for its turn, then at any moment.
                Reply answer = round == 0 ? held(phase, blow) : loose(phase, blow);
                long id = aftermath(phase, answer, what);
                unanswered += answer.isCut() ? 1 : 0;
                if (truth.confirmed() == id) {
                    confirmed++;
                    set("{\"firewall\":{\"answerPing\":true}}");
                }
            }
        }
        int all = rounds * Blow.values().length;
        endurance.counts(
                "%s: disturbed %d, without an answer %d, confirmed %d, reverted %d, hanging 0"
                        .formatted(phase, all, unanswered, confirmed, all - confirmed));
    }

    /** A change, confirmation or revert; for {@code ON_TRIAL} a mere question. */
    private Reply ask(Phase phase, long id) {
        return switch (phase) {
            case ACTIVATE -> socket.patch("/settings?confirmWithin=60", NO_PING);
            case ON_TRIAL -> socket.get("/status");
            case CONFIRM -> socket.post("/trial/" + id + "/confirm?onSite=true");
            case REVERT -> socket.post("/trial/" + id + "/revert");
        };
    }

    private long begin(Phase phase) {
        return phase == Phase.ACTIVATE ? 0 : ask(Phase.ACTIVATE, 0).generation();
    }

    private Reply held(Phase phase, Blow blow)
            throws ExecutionException, InterruptedException, IOException {
        long id = begin(phase);
        Path held = gateway.root().resolve("run/held");
        Future<?> holder =
                threads.submit(() ->
                        gateway.sh(
                                        "flock /run/edgeward/lock sh -c 'touch /run/held; while [ -e /run/held ]; do sleep 0.02; done'")
                                .orFail());
        Truth.await(() -> Files.exists(held), "the lock was never free");
        Future<Reply> answer = threads.submit(() -> ask(phase, id));
        if (phase != Phase.ON_TRIAL) {
            gateway.sh(
                            "for i in $(seq 600); do pgrep -xf 'flock -w 25 9' >/dev/null && exit; sleep 0.05; done; exit 1")
                    .orFail();
        }
        gateway.sh(blow.command).orFail();
        Truth.pause(A_WHILE);
        Files.delete(held);
        holder.get();
        Truth.pause(A_WHILE);
        goOn(blow);
        return answer.get();
    }

    private Reply loose(Phase phase, Blow blow) throws ExecutionException, InterruptedException {
        long id = begin(phase);
        Future<Reply> answer = threads.submit(() -> ask(phase, id));
        Truth.pause(Duration.ofMillis(endurance.chance().nextInt(250)));
        gateway.sh(blow.command).orFail();
        Truth.pause(Duration.ofMillis(endurance.chance().nextInt(500)));
        goOn(blow);
        return answer.get();
    }

    private void goOn(Blow blow) {
        if (blow == Blow.FROZEN) {
            gateway.signal("edgeward", "CONT");
        }
    }

    /** What became of it; the generation that it was about. */
    private long aftermath(Phase phase, Reply answer, String what) {
        socket.awaitDaemon();
        Truth.await(
                () -> !socket.get("/status").body().path("busy").asBoolean(),
                what + ": still busy");
        truth.isWhatTheDaemonSays();
        long id =
                socket.get("/events?atMost=1000")
                        .body()
                        .path("events")
                        .valueStream()
                        .filter(event -> event.path("outcome").asString().equals("begun"))
                        .mapToLong(event -> event.path("generation").asLong())
                        .max()
                        .orElseThrow();
        if (!truth.trial().isEmpty()) {
            assertThat(truth.timers()).as(what).containsOnlyOnce("edgeward-revert-" + id);
            truth.shorten(id, 0.5);
        }
        boolean isConfirmed = truth.isSettledAbout(id);
        String all = "%s: %s, %s".formatted(what, answer, truth.story(id));
        if (!answer.isCut() && phase == Phase.CONFIRM) {
            assertThat(answer.status()).as(all).isEqualTo(isConfirmed ? 200 : 409);
        } else if (phase != Phase.CONFIRM) {
            assertThat(isConfirmed).as(all).isFalse();
        }
        return id;
    }
}
