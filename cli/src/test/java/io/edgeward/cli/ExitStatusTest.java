package io.edgeward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitStatusTest {
    private final ScriptedDaemon daemon = new ScriptedDaemon();

    @AfterEach
    void close() {
        daemon.close();
    }

    @Test
    void whatIsDoneIsZero() {
        daemon.on("GET /status", Answers.STATUS);
        assertThat(Ran.at(daemon, "status").exit()).isZero();
    }

    @Test
    void aCompliantAuditIsZeroAndAnotherIsOne() {
        daemon.on("GET /audit", Answers.COMPLIANT).on("GET /audit", Answers.NOT_COMPLIANT);
        assertThat(Ran.at(daemon, "audit").exit()).isZero();
        assertThat(Ran.at(daemon, "audit").exit()).isEqualTo(1);
    }

    @Test
    void anEnforcementThatLeavesSomethingIsOne() {
        daemon.on("POST /enforce", Answers.enforced(Answers.CONFIRMED, Answers.NOT_COMPLIANT, 1));
        Ran ran = Ran.at(daemon, "enforce");
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).contains("What remains", "TPE-3.3", "passwd -l moxa");
    }

    @Test
    void anEnforcementOnTrialIsEightWhateverItsAuditSays() {
        daemon.on("POST /enforce", Answers.enforced(Answers.ON_TRIAL, Answers.COMPLIANT, 0));
        assertThat(Ran.at(daemon, "enforce").exit()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({
        "invalid, 422, 2",
        "invalid, 400, 2",
        "too-large, 413, 2",
        "not-found, 404, 2",
        "guarded, 409, 3",
        "conflict, 409, 3",
        "forbidden, 403, 3",
        "reverted, 500, 5",
        "stranded, 500, 6",
        "internal, 500, 7",
        "applier-unreachable, 503, 7"
    })
    void aProblemEndsAsTheDaemonSays(String word, int status, int exit) {
        daemon.otherwise(status, Answers.problem(word, status, exit));
        Ran ran = Ran.at(daemon, "settings", "set", "/a", "1");
        assertThat(ran.exit()).isEqualTo(exit);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .contains("Title of " + word)
                .contains("/services/ssh/port")
                .contains("first fault")
                .contains("do this")
                .contains("/time/zone")
                .contains("second fault");
    }

    @Test
    void whatIsOnTrialIsEightWithIdAndDeadline() {
        daemon.on("PATCH /settings?dryRun=true", Answers.PLANNED)
                .on("PATCH /settings", 202, Answers.ON_TRIAL);
        Ran ran = Ran.at(daemon, "settings", "set", "/a", "1");
        assertThat(ran.exit()).isEqualTo(8);
        assertThat(ran.out()).contains("generation 43").contains("12:02:00").contains("2 min");
    }

    @Test
    void wrongUsageIsTwoAndAsksNothing() {
        assertThat(Ran.at(daemon, "statsu").exit()).isEqualTo(2);
        assertThat(Ran.at(daemon).exit()).isEqualTo(2);
        assertThat(Ran.at(daemon, "settings").exit()).isEqualTo(2);
        assertThat(Ran.at(daemon, "rollback").exit()).isEqualTo(2);
        assertThat(Ran.at(daemon, "rollback", "last").exit()).isEqualTo(2);
        assertThat(Ran.at(daemon, "enforce", "--now", "--confirm-within", "2m").exit())
                .isEqualTo(2);
        assertThat(Ran.at(daemon, "enforce", "--now", "--wait").exit()).isEqualTo(2);
        assertThat(Ran.at(daemon, "enforce", "--keep", "ssh").exit()).isEqualTo(2);
        assertThat(Ran.at(daemon, "audit", "--format", "html").exit()).isEqualTo(2);
        assertThat(Ran.at(daemon, "run").exit()).isEqualTo(2);
        assertThat(daemon.asked()).isEmpty();
    }

    @Test
    void nobodyThereIsFour() {
        assertThat(Ran.at(Path.of("/nowhere/control.sock"), "status").exit()).isEqualTo(4);
    }

    @Test
    void whatWasNotForeseenIsSevenAndNeverOne() {
        Ran ran = Ran.fed(Ran.BROKEN, daemon, "settings", "patch", "-");
        assertThat(ran.exit()).isEqualTo(7);
        assertThat(ran.err()).contains("Internal error", "report", "IllegalStateException");
        Ran json = Ran.fed(Ran.BROKEN, daemon, "settings", "patch", "-", "--json");
        assertThat(json.document().path("exit").asInt()).isEqualTo(7);
    }

    @Test
    void anAnswerOfAnotherFormIsSeven() {
        daemon.otherwise(200, "[]");
        assertThat(Ran.at(daemon, "settings", "set", "/a", "1").exit()).isEqualTo(7);
        daemon.otherwise(200, "{\"outcome\":\"new\",\"exit\":9}");
        assertThat(Ran.at(daemon, "settings", "set", "/a", "1").exit()).isEqualTo(7);
    }

    @Test
    void anAnswerThatIsNoJsonIsSeven() {
        daemon.on("GET /status", "<html>");
        assertThat(Ran.at(daemon, "status").exit()).isEqualTo(7);
    }

    @Test
    void aProblemWithoutAStatusOfTheContractTakesItFromHttp() {
        daemon.otherwise(409, "{\"title\":\"No\",\"exit\":99}");
        assertThat(Ran.at(daemon, "status").exit()).isEqualTo(3);
        daemon.otherwise(500, "{\"title\":\"No\",\"exit\":0}");
        assertThat(Ran.at(daemon, "status").exit()).isEqualTo(7);
        daemon.otherwise(500, "{}");
        assertThat(Ran.at(daemon, "status").exit()).isEqualTo(7);
    }
}
