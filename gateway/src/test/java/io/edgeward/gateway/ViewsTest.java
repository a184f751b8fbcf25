package io.edgeward.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.settings.Protocol;
import io.edgeward.gateway.HttpOverSocket.Answer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every request that only looks. */
final class ViewsTest {
    @TempDir Path folder;

    @Test
    void statusTellsTheGatewayAtAGlance() {
        try (var gateway = RunningGateway.in(folder)) {
            Answer status = gateway.client().get("/status");

            assertThat(status.status()).isEqualTo(200);
            assertThat(status.type()).isEqualTo("application/json");
            assertThat(status.body().propertyNames())
                    .containsExactly(
                            "platform",
                            "version",
                            "active",
                            "confirmed",
                            "builtIn",
                            "busy",
                            "trial",
                            "ways",
                            "facets",
                            "exposed",
                            "unexpected",
                            "drift",
                            "alarms",
                            "unseen");
            assertThat(status.text("/platform")).isEqualTo("simulated");
            assertThat(status.text("/version")).matches("\\d+\\.\\d+\\.\\d+.*");
            assertThat(status.at("/active").asLong()).isEqualTo(1);
            assertThat(status.at("/trial").isNull()).isTrue();
            assertThat(status.at("/ways").toString()).isEqualTo("[\"ssh\",\"localConsole\"]");
            assertThat(status.at("/facets/0").toString())
                    .isEqualTo(
                            "{\"id\":\"ssh\",\"title\":\"SSH server\",\"on\":true,\"says\":\"on,"
                                    + " port 22\"}");
            assertThat(status.at("/exposed/0").toString())
                    .isEqualTo(
                            "{\"by\":\"ssh\",\"protocol\":\"tcp\",\"ports\":\"22\",\"sources\":[],"
                                    + "\"through\":null}");
        }
    }

    @Test
    void statusTellsAnOpenTrialWithItsTimeLeft() {
        try (var gateway = RunningGateway.in(folder)) {
            Changing.consoleOffOnTrial(gateway);
            gateway.pass(Duration.ofSeconds(20));

            Answer status = gateway.client().get("/status");

            assertThat(status.at("/trial").toString())
                    .isEqualTo(
                            "{\"generation\":2,\"from\":1,\"secondsLeft\":40,\"confirmable\":true}");
            assertThat(status.at("/confirmed").asLong()).isEqualTo(1);
        }
    }

    @Test
    void statusTellsDriftAndWhatCouldNotBeSeen() {
        try (var gateway = RunningGateway.in(folder)) {
            gateway.machine().startByHand("sshd", Protocol.TCP, 2222);
            gateway.machine().faults().hide("accounts");

            Answer status = gateway.client().get("/status");

            assertThat(status.text("/drift/0")).isEqualTo("ssh: it listens on port 2222");
            assertThat(status.at("/unseen/accounts").isString()).isTrue();
        }
    }

    @Test
    void exposureTellsWhatListensAndWhoWantsIt() {
        try (var gateway = RunningGateway.withStrays(folder)) {
            Answer exposure = gateway.client().get("/exposure");

            assertThat(exposure.at("/listening/0").toString())
                    .isEqualTo(
                            "{\"protocol\":\"tcp\",\"port\":22,\"process\":\"sshd\",\"address\":"
                                    + "\"0.0.0.0\",\"family\":\"v4\",\"reachable\":true,\"by\":"
                                    + "\"ssh\"}");
            assertThat(exposure.at("/allowed/0/by").asString()).isEqualTo("ssh");
            assertThat(exposure.at("/unexpected").size()).isEqualTo(4);
            assertThat(exposure.text("/unexpected/0/process")).isEqualTo("rpcbind");
        }
    }

    @Test
    void whatCouldNotBeSeenIsNullAndNeverAnEmptyList() {
        try (var gateway = RunningGateway.in(folder)) {
            gateway.machine().faults().hide("listeners");

            Answer exposure = gateway.client().get("/exposure");

            assertThat(exposure.at("/listening").isNull()).isTrue();
            assertThat(exposure.at("/unexpected").isNull()).isTrue();
            assertThat(exposure.at("/unseen/listeners").isString()).isTrue();
        }
    }

    @Test
    void doctorFindsNothingOnAHealthyGateway() {
        try (var gateway = RunningGateway.in(folder)) {
            Answer doctor = gateway.client().get("/doctor");

            assertThat(doctor.at("/checks").size()).isGreaterThanOrEqualTo(8);
            for (var check : doctor.at("/checks")) {
                assertThat(check.path("result").asString()).as("%s", check).isEqualTo("ok");
            }
        }
    }

    @Test
    void settingsAreToldWholeAndInPart() {
        try (var gateway = RunningGateway.in(folder)) {
            assertThat(gateway.client().get("/settings").at("/version").asInt()).isEqualTo(1);
            assertThat(gateway.client().get("/settings?at=/services/ssh").body().toString())
                    .isEqualTo("{\"enabled\":true,\"port\":22}");
            assertThat(gateway.client().get("/settings?at=%2Fservices%2Fssh%2Fport").body().asInt())
                    .isEqualTo(22);
        }
    }

    @Test
    void aPointerToNothingIsNotFound() {
        try (var gateway = RunningGateway.in(folder)) {
            Answer answer = gateway.client().get("/settings?at=/services/telnet");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.type()).isEqualTo("application/problem+json");
            assertThat(answer.text("/type")).isEqualTo("urn:edgeward:problem:not-found");
            assertThat(answer.exit()).isEqualTo(2);
        }
    }

    @Test
    void theSchemaIsAJsonSchema() {
        try (var gateway = RunningGateway.in(folder)) {
            Answer schema = gateway.client().get("/settings/schema");

            assertThat(schema.text("/type")).isEqualTo("object");
            assertThat(schema.at("/properties/services/properties/ssh").isObject()).isTrue();
        }
    }

    @Test
    void generationsComeNewestFirst() {
        try (var gateway = RunningGateway.in(folder)) {
            Changing.consoleOffOnTrial(gateway);

            Answer answer = gateway.client().get("/generations");

            assertThat(answer.at("/generations").size()).isEqualTo(2);
            assertThat(answer.at("/generations/0/id").asLong()).isEqualTo(2);
            assertThat(answer.at("/generations/0/predecessor").asLong()).isEqualTo(1);
            assertThat(answer.at("/generations/0/active").asBoolean()).isTrue();
            assertThat(answer.at("/generations/0/onTrial").asBoolean()).isTrue();
            assertThat(answer.at("/generations/0/confirmed").asBoolean()).isFalse();
            assertThat(answer.at("/generations/1/confirmed").asBoolean()).isTrue();
            assertThat(answer.text("/generations/0/digest"))
                    .isEqualTo(gateway.machine().onDisk(2).orElseThrow().digest());
        }
    }

    @Test
    void aGenerationIsToldAndComparedWithWhatIsActive() {
        try (var gateway = RunningGateway.in(folder)) {
            Changing.consoleOffOnTrial(gateway);
            HttpOverSocket client = gateway.client();

            assertThat(client.get("/generations/1/settings").at("/services/localConsole/enabled"))
                    .hasToString("true");
            assertThat(client.get("/generations/1/diff").body().toString())
                    .isEqualTo(
                            "{\"edits\":[{\"at\":\"/services/localConsole/enabled\",\"before\":"
                                    + "false,\"after\":true}]}");
            assertThat(client.get("/generations/2/diff").at("/edits").size()).isZero();
        }
    }

    @Test
    void aGenerationThatIsNotKeptIsNotFound() {
        try (var gateway = RunningGateway.in(folder)) {
            for (String id : new String[] {"9", "0", "-1", "x", "99999999999999999999", "%00"}) {
                Answer answer = gateway.client().get("/generations/" + id + "/settings");
                // Jetty itself refuses what cannot be a path.
                assertThat(answer.status()).as(id).isIn(400, 404);
                assertThat(answer.exit()).as(id).isEqualTo(2);
            }
        }
    }

    @Test
    void theTrialIsToldWithAndWithoutOne() {
        try (var gateway = RunningGateway.in(folder)) {
            assertThat(gateway.client().get("/trial").body().toString())
                    .isEqualTo(
                            "{\"open\":false,\"generation\":null,\"from\":null,\"secondsLeft\":null,"
                                    + "\"confirmable\":null}");

            Changing.consoleOffOnTrial(gateway);

            assertThat(gateway.client().get("/trial").body().toString())
                    .isEqualTo(
                            "{\"open\":true,\"generation\":2,\"from\":1,\"secondsLeft\":60,"
                                    + "\"confirmable\":true}");
        }
    }

    @Test
    void aTrialThatLeavesNoWayInIsToldAsNotConfirmable() {
        try (var gateway = RunningGateway.in(folder)) {
            var _ = gateway.client().post("/enforce?acceptLoss=all&confirmWithin=60");

            assertThat(gateway.client().get("/trial").at("/confirmable").asBoolean()).isFalse();
            assertThat(gateway.client().get("/status").at("/trial/confirmable").asBoolean())
                    .isFalse();
        }
    }

    @Test
    void profilesNameTheirRules() {
        try (var gateway = RunningGateway.in(folder)) {
            Answer answer = gateway.client().get("/profiles");

            assertThat(answer.at("/profiles").findValuesAsString("name"))
                    .contains("commissioning", "field");
            assertThat(answer.body().toString()).contains("TPE-2.2.5");
        }
    }

    @Test
    void anAuditHasTheExitStatusOfTheCommand() {
        try (var gateway = RunningGateway.in(folder)) {
            Answer before = gateway.client().get("/audit?profile=field");
            assertThat(before.status()).isEqualTo(200);
            assertThat(before.at("/compliant").asBoolean()).isFalse();
            assertThat(before.exit()).isEqualTo(1);
            assertThat(before.at("/generation").asLong()).isEqualTo(1);

            var _ = gateway.client().post("/enforce?acceptLoss=all&now=true");

            Answer after = gateway.client().get("/audit");
            assertThat(after.text("/profile")).isEqualTo("field");
            assertThat(after.at("/compliant").asBoolean()).isTrue();
            assertThat(after.exit()).isZero();
        }
    }

    @Test
    void eventsComeOldestFirstAndNotMoreThanAsked() {
        try (var gateway = RunningGateway.in(folder)) {
            Changing.consoleOffOnTrial(gateway);
            var _ = gateway.client().post("/trial/2/revert");

            Answer all = gateway.client().get("/events");
            assertThat(all.at("/events").findValuesAsString("outcome"))
                    .containsExactly("confirmed", "begun", "on-trial", "reverted");
            assertThat(all.at("/events/0").propertyNames())
                    .containsExactly(
                            "at", "who", "what", "why", "outcome", "generation", "from", "details");

            Answer newest = gateway.client().get("/events?atMost=1");
            assertThat(newest.at("/events").size()).isEqualTo(1);
            assertThat(newest.text("/events/0/outcome")).isEqualTo("reverted");
        }
    }
}
