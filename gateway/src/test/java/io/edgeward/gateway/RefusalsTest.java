package io.edgeward.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.gateway.HttpOverSocket.Answer;
import io.edgeward.platform.simulated.Fault;
import io.edgeward.platform.simulated.Verb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every type of problem, with its status, its exit status and its way out. */
final class RefusalsTest {
    @TempDir Path folder;

    private static void assertProblem(Answer answer, String type, int status, int exit) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.text("/type")).isEqualTo("urn:edgeward:problem:" + type);
        assertThat(answer.at("/status").asInt()).isEqualTo(status);
        assertThat(answer.exit()).isEqualTo(exit);
        assertThat(answer.text("/title")).isNotBlank();
        assertThat(answer.text("/detail")).isNotBlank();
        assertThat(answer.at("/errors").size()).isPositive();
        for (var error : answer.at("/errors")) {
            assertThat(error.propertyNames())
                    .containsExactly("code", "pointer", "detail", "tryThis");
            assertThat(error.path("tryThis").asString()).isNotBlank();
        }
    }

    @Test
    void theLastWayInIsGuarded() {
        try (var gateway = RunningGateway.in(folder)) {
            Answer answer = gateway.client().post("/enforce");

            assertProblem(answer, "guarded", 409, 3);
            assertThat(answer.text("/errors/0/code")).isEqualTo("last-way");
            assertThat(answer.text("/errors/0/tryThis")).contains("--accept-loss ssh");
        }
    }

    @Test
    void aSecondChangeDuringATrialIsAConflict() {
        try (var gateway = RunningGateway.in(folder)) {
            Changing.consoleOffOnTrial(gateway);
            long writes = gateway.machine().writes();

            assertProblem(
                    gateway.client().patch("/settings", Changing.CONSOLE_ON), "conflict", 409, 3);
            assertProblem(gateway.client().post("/enforce"), "conflict", 409, 3);
            assertProblem(gateway.client().post("/generations/1/rollback"), "conflict", 409, 3);

            assertThat(gateway.machine().writes()).isEqualTo(writes);
        }
    }

    @Test
    void aTrialThatIsNotOpenIsAConflict() {
        try (var gateway = RunningGateway.in(folder)) {
            assertProblem(gateway.client().post("/trial/7/confirm"), "conflict", 409, 3);
            assertProblem(gateway.client().post("/trial/7/revert"), "conflict", 409, 3);
            assertProblem(gateway.client().post("/trial/7/extend?seconds=60"), "conflict", 409, 3);
        }
    }

    @Test
    void confirmingTooLateIsAConflict() {
        try (var gateway = RunningGateway.in(folder)) {
            Changing.consoleOffOnTrial(gateway);
            gateway.pass(Duration.ofSeconds(61));

            assertProblem(gateway.client().post("/trial/2/confirm"), "conflict", 409, 3);
        }
    }

    @Test
    void aConfirmationThatProvesNothingIsForbidden() {
        try (var gateway = RunningGateway.withoutRoot(folder)) {
            gateway.machine().noLogin(ProcessHandle.current().pid());
            Changing.consoleOffOnTrial(gateway);

            Answer answer = gateway.client().post("/trial/2/confirm?onSite=true");

            assertProblem(answer, "forbidden", 403, 3);
            assertThat(answer.text("/errors/0/code")).isEqualTo("no-proof-of-access");
        }
    }

    @Test
    void rootAtTheUnitMayConfirmIfHeSaysSo() {
        try (var gateway = RunningGateway.in(folder)) {
            gateway.machine().noLogin(ProcessHandle.current().pid());
            Changing.consoleOffOnTrial(gateway);

            assertProblem(gateway.client().post("/trial/2/confirm"), "forbidden", 403, 3);
            assertThat(gateway.client().post("/trial/2/confirm?onSite=true").exit()).isZero();
        }
    }

    @Test
    void aGenerationThatIsNotKeptIsNotFound() {
        try (var gateway = RunningGateway.in(folder)) {
            assertProblem(gateway.client().post("/generations/7/rollback"), "not-found", 404, 2);
            assertProblem(gateway.client().get("/generations/7/diff"), "not-found", 404, 2);
            assertProblem(gateway.client().post("/trial/x/confirm"), "not-found", 404, 2);
        }
    }

    @Test
    void whatCouldNotBeDoneIsToldAsReverted() {
        try (var gateway = RunningGateway.in(folder)) {
            gateway.machine().faults().next(Verb.ACTIVATE, new Fault.Fails("local-console"));

            Answer answer = gateway.client().patch("/settings", Changing.CONSOLE_OFF);

            assertProblem(answer, "reverted", 500, 5);
            assertThat(answer.at("/generation").asLong()).isEqualTo(2);
            assertThat(answer.at("/backTo").asLong()).isEqualTo(1);
            assertThat(answer.text("/why")).contains("local console");
        }
    }

    @Test
    void whatCouldNotBeUndoneIsToldAsStranded() {
        try (var gateway = RunningGateway.in(folder)) {
            gateway.machine().faults().next(Verb.ACTIVATE, new Fault.Strands("ssh"));

            Answer answer = gateway.client().patch("/settings", Changing.CONSOLE_OFF);

            assertProblem(answer, "stranded", 500, 6);
            assertThat(gateway.client().get("/status").at("/alarms").size()).isPositive();
        }
    }

    @Test
    void anApplierThatIsNotThereIsToldAsSuch() {
        try (var gateway = RunningGateway.in(folder)) {
            gateway.machine().faults().unreachable(true);

            assertProblem(gateway.client().get("/status"), "applier-unreachable", 503, 7);
            assertProblem(
                    gateway.client().patch("/settings", Changing.CONSOLE_OFF),
                    "applier-unreachable",
                    503,
                    7);
            assertThat(gateway.client().get("/doctor").status()).isEqualTo(200);
            assertThat(gateway.client().get("/events").status()).isEqualTo(200);
        }
    }

    @Test
    void aGatewayIsAdoptedAsSoonAsTheApplierIsThere() {
        try (var gateway = RunningGateway.withoutApplier(folder)) {
            assertProblem(gateway.client().get("/status"), "applier-unreachable", 503, 7);

            gateway.machine().faults().unreachable(false);

            RunningGateway.await(() -> gateway.client().get("/status").status() == 200);
        }
    }

    @Test
    void aGatewayThatCannotBeAdoptedSaysWhy() {
        try (var gateway = RunningGateway.withoutApplier(folder)) {
            gateway.machine().faults().hide("listeners");
            gateway.machine().faults().unreachable(false);

            Answer answer = gateway.client().get("/status");

            assertProblem(answer, "not-adopted", 503, 7);
            assertThat(gateway.client().get("/doctor").body().toString())
                    .contains("not adopted yet");
        }
    }

    @Test
    void ownersFaultyRulesAreToldAndCuredWithoutARestart() throws Exception {
        Path rules = Files.createDirectories(folder.resolve("rules.d"));
        Path faulty = Files.writeString(rules.resolve("mine.yaml"), "id: [\n");
        try (var gateway = RunningGateway.in(folder)) {
            Answer answer = gateway.client().get("/audit");
            assertProblem(answer, "invalid", 422, 2);
            assertThat(answer.body().toString()).contains("mine.yaml");

            Files.delete(faulty);

            assertThat(gateway.client().get("/audit").status()).isEqualTo(200);
        }
    }

    @Test
    void anInternalErrorTellsNoCause() {
        try (var gateway = RunningGateway.in(folder)) {
            gateway.machine().damage(1);

            Answer answer = gateway.client().get("/settings");

            assertProblem(answer, "internal", 500, 7);
            assertThat(answer.body().toString()).doesNotContain("Exception", "generation 1");
        }
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        try (var gateway = RunningGateway.in(folder)) {
            assertProblem(gateway.client().get("/nothing"), "not-found", 404, 2);
            assertProblem(gateway.client().get("/status/"), "not-found", 404, 2);
            assertProblem(gateway.client().get("/../../etc/passwd"), "not-found", 404, 2);
        }
    }

    @Test
    void aWrongMethodIsToldTheRightOnes() {
        try (var gateway = RunningGateway.in(folder)) {
            Answer answer = gateway.client().send("DELETE", "/settings", new byte[0]);

            assertProblem(answer, "invalid", 405, 2);
            assertThat(answer.response().getHeaders().get("Allow")).contains("GET", "PATCH", "PUT");
        }
    }
}
