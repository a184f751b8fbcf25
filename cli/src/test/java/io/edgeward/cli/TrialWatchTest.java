package io.edgeward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrialWatchTest {
    private static final String[] SET = {"settings", "set", "/a", "1", "--wait"};
    private final ScriptedDaemon daemon = new ScriptedDaemon();

    @BeforeEach
    void aChangeIsOnTrial() {
        daemon.on("PATCH /settings?dryRun=true", Answers.PLANNED)
                .on("PATCH /settings", 202, Answers.ON_TRIAL)
                .on("GET /trial", Answers.trial(true, 119))
                .on("GET /trial", Answers.trial(false, 0));
    }

    @AfterEach
    void close() {
        daemon.close();
    }

    @Test
    void confirmedFromElsewhereIsZero() {
        daemon.on("GET /status", Answers.status(43, 43));
        Ran ran = Ran.at(daemon, SET);
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("edgeward confirm 43").contains("Done: generation 43");
        assertThat(ran.err()).contains("1 min 59 s left");
    }

    @Test
    void revertedIsFiveWithTheReason() {
        daemon.on("GET /status", Answers.status(42, 42))
                .on("GET /events", Answers.ended("reverted", "not confirmed in time"));
        Ran ran = Ran.at(daemon, SET);
        assertThat(ran.exit()).isEqualTo(5);
        assertThat(ran.err()).contains("not confirmed in time").contains("generation 42");
    }

    @Test
    void strandedIsSix() {
        daemon.on("GET /status", Answers.status(42, 42))
                .on("GET /events", Answers.ended("stranded", "disk full"));
        assertThat(Ran.at(daemon, SET).exit()).isEqualTo(6);
    }

    @Test
    void confirmedAndSinceReplacedIsStillZero() {
        daemon.on("GET /status", Answers.status(44, 44))
                .on("GET /events", Answers.ended("confirmed", ""));
        assertThat(Ran.at(daemon, SET).exit()).isZero();
    }

    @Test
    void withJsonOnlyTheEndIsTold() {
        daemon.on("GET /status", Answers.status(43, 43));
        Ran ran = Ran.at(daemon, "settings", "set", "/a", "1", "--wait", "--json");
        assertThat(ran.document().path("outcome").asString()).isEqualTo("confirmed");
    }

    @Test
    void withJsonARevertIsAProblem() {
        daemon.on("GET /status", Answers.status(42, 42))
                .on("GET /events", Answers.ended("reverted", "late"));
        Ran ran = Ran.at(daemon, "settings", "set", "/a", "1", "--wait", "--json");
        assertThat(ran.exit()).isEqualTo(5);
        assertThat(ran.document().path("exit").asInt()).isEqualTo(5);
        assertThat(ran.document().path("type").asString()).endsWith(":reverted");
    }

    @Test
    void anEnforcementIsAuditedAgainOnceItIsConfirmed() {
        daemon.on("POST /enforce", Answers.enforced(Answers.ON_TRIAL, "null", 8))
                .on("GET /status", Answers.status(43, 43))
                .on("GET /audit?profile=commissioning", Answers.NOT_COMPLIANT);
        Ran ran = Ran.at(daemon, "enforce", "--profile", "commissioning", "--wait", "--json");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.document().path("outcome").path("outcome").asString())
                .isEqualTo("confirmed");
        assertThat(ran.document().path("after").path("compliant").asBoolean(true)).isFalse();
    }

    @Test
    void aDaemonThatIsAwayForAMomentIsWaitedFor() {
        try (var other = new ScriptedDaemon()) {
            other.on("PATCH /settings?dryRun=true", Answers.PLANNED)
                    .on("PATCH /settings", 202, Answers.ON_TRIAL)
                    .onRaw("GET /trial", new byte[0])
                    .on("GET /trial", Answers.trial(false, 0))
                    .on("GET /status", Answers.status(43, 43));
            Ran ran = Ran.at(other, SET);
            assertThat(ran.exit()).isZero();
            assertThat(ran.err()).contains("does not answer");
        }
    }

    @Test
    void onATerminalTheLineIsAlive() {
        daemon.on("GET /status", Answers.status(43, 43));
        Ran ran = Ran.onTerminal(Map.of("TERM", "xterm"), daemon, SET);
        assertThat(ran.err()).contains("\r\u001b[K").contains("Ctrl-C leaves the trial alone");
    }
}
