package io.edgeward.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.settings.Protocol;
import io.edgeward.gateway.HttpOverSocket.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every request that changes something, where it is granted. */
final class ChangesTest {
    @TempDir Path folder;

    @Test
    void aHarmlessPatchIsConfirmedAtOnce() {
        try (var gateway = RunningGateway.in(folder)) {
            Answer answer =
                    gateway.client()
                            .patch(
                                    "/settings?reason=pings",
                                    "{\"firewall\":{\"answerPing\":false}}");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().toString())
                    .isEqualTo(
                            "{\"outcome\":\"confirmed\",\"exit\":0,\"generation\":2,\"warnings\":[]}");
            assertThat(gateway.client().get("/status").at("/confirmed").asLong()).isEqualTo(2);
        }
    }

    @Test
    void aPatchThatMayCutAccessIsATrialAndSaysUntilWhen() {
        try (var gateway = RunningGateway.in(folder)) {
            Answer answer = gateway.client().patch("/settings", Changing.CONSOLE_OFF);

            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.exit()).isEqualTo(8);
            assertThat(answer.text("/outcome")).isEqualTo("onTrial");
            assertThat(answer.at("/secondsLeft").asLong()).isBetween(118L, 120L);
            assertThat(answer.at("/deadline").asDouble()).isEqualTo(125.0);
            assertThat(answer.at("/confirmable").asBoolean()).isTrue();
        }
    }

    @Test
    void aDryRunTellsThePlanAndWritesNothing() {
        try (var gateway = RunningGateway.in(folder)) {
            long writes = gateway.machine().writes();
            int events = gateway.eventLines().size();

            Answer answer = gateway.client().patch("/settings?dryRun=true", Changing.CONSOLE_OFF);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text("/outcome")).isEqualTo("planned");
            assertThat(answer.exit()).isZero();
            assertThat(answer.at("/plan/edits").toString())
                    .isEqualTo(
                            "[{\"at\":\"/services/localConsole/enabled\",\"before\":true,\"after\":"
                                    + "false}]");
            assertThat(answer.at("/plan/waysLost").toString()).isEqualTo("[\"localConsole\"]");
            assertThat(answer.text("/plan/risk")).isEqualTo("mayCutAccess");
            assertThat(answer.at("/plan/from").asLong()).isEqualTo(1);
            assertThat(gateway.machine().writes()).isEqualTo(writes);
            assertThat(gateway.eventLines()).hasSize(events);
        }
    }

    @Test
    void aWholeDocumentLeavesTheDefaultWhereItSaysNothing() {
        try (var gateway = RunningGateway.in(folder)) {
            Answer answer =
                    gateway.client()
                            .put(
                                    "/settings?now=true",
                                    "{\"services\":{\"ssh\":{\"enabled\":true}}}");

            assertThat(answer.text("/outcome")).isEqualTo("confirmed");
            assertThat(gateway.client().get("/settings?at=/firewall/managed").body().asBoolean())
                    .isTrue();
        }
    }

    @Test
    void whatChangesNothingIsUnchangedAndWritesNothingButItsEvent() {
        try (var gateway = RunningGateway.in(folder)) {
            long writes = gateway.machine().writes();
            int events = gateway.eventLines().size();

            Answer answer = gateway.client().patch("/settings", Changing.CONSOLE_ON);

            assertThat(answer.body().toString())
                    .isEqualTo("{\"outcome\":\"unchanged\",\"exit\":0,\"generation\":1}");
            assertThat(gateway.machine().writes()).isEqualTo(writes);
            assertThat(gateway.eventLines()).hasSize(events + 1);
        }
    }

    @Test
    void whatIsAskedForAndHadDriftedIsHealed() {
        try (var gateway = RunningGateway.in(folder)) {
            gateway.machine().stopUnit("services/ssh");

            Answer answer =
                    gateway.client()
                            .patch("/settings", "{\"services\":{\"ssh\":{\"enabled\":true}}}");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text("/outcome")).isEqualTo("healed");
            assertThat(answer.text("/drift/0")).isEqualTo("ssh: nothing listens on port 22");
        }
    }

    @Test
    void aTrialIsConfirmedExtendedAndReverted() {
        try (var gateway = RunningGateway.in(folder)) {
            HttpOverSocket client = gateway.client();
            Changing.consoleOffOnTrial(gateway);

            Answer extended = client.post("/trial/2/extend?seconds=300");
            assertThat(extended.status()).isEqualTo(202);
            assertThat(extended.at("/secondsLeft").asLong()).isEqualTo(360);

            Answer reverted = client.post("/trial/2/revert");
            assertThat(reverted.status()).isEqualTo(200);
            assertThat(reverted.body().toString())
                    .isEqualTo(
                            "{\"outcome\":\"reverted\",\"exit\":0,\"generation\":2,\"backTo\":1,"
                                    + "\"why\":\"as requested\",\"details\":[]}");

            assertThat(client.patch("/settings", Changing.CONSOLE_OFF).status()).isEqualTo(202);
            Answer confirmed = client.post("/trial/3/confirm");
            assertThat(confirmed.text("/outcome")).isEqualTo("confirmed");
            assertThat(confirmed.exit()).isZero();
        }
    }

    @Test
    void aTrialThatNobodyConfirmsComesBackAndThatIsWritten() {
        try (var gateway = RunningGateway.in(folder)) {
            Changing.consoleOffOnTrial(gateway);

            gateway.pass(Duration.ofSeconds(61));

            RunningGateway.await(() -> gateway.eventLines().size() == 4);
            assertThat(gateway.eventLines().getLast())
                    .contains("trial-ended", "nobody confirmed it in time", "\"reverted\"");
            assertThat(gateway.client().get("/status").at("/active").asLong()).isEqualTo(1);
        }
    }

    @Test
    void anOlderGenerationComesBack() {
        try (var gateway = RunningGateway.in(folder)) {
            var _ = gateway.client().patch("/settings?now=true", Changing.CONSOLE_OFF);

            Answer answer = gateway.client().post("/generations/1/rollback?now=true&reason=back");

            assertThat(answer.text("/outcome")).isEqualTo("confirmed");
            assertThat(answer.at("/generation").asLong()).isEqualTo(1);
            assertThat(gateway.eventLines().getLast()).contains("rollback", "\"back\"");
        }
    }

    @Test
    void enforcingTellsBeforeOutcomeAndAfter() {
        try (var gateway = RunningGateway.withStrays(folder)) {
            Answer answer = gateway.client().post("/enforce?profile=field&acceptLoss=all&now=true");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().propertyNames())
                    .containsExactly("before", "outcome", "after", "exit");
            assertThat(answer.at("/before/compliant").asBoolean()).isFalse();
            assertThat(answer.text("/outcome/outcome")).isEqualTo("confirmed");
            assertThat(answer.at("/after/compliant").asBoolean()).isTrue();
            assertThat(answer.exit()).isZero();
            assertThat(gateway.machine().reachable(Protocol.TCP, 22)).isFalse();
            assertThat(gateway.machine().reachable(Protocol.UDP, 111)).isFalse();
        }
    }

    @Test
    void enforcingTwiceWritesNothingButItsEvent() {
        try (var gateway = RunningGateway.in(folder)) {
            var _ = gateway.client().post("/enforce?acceptLoss=all&now=true");
            long writes = gateway.machine().writes();
            var actions = gateway.machine().actions();
            int events = gateway.eventLines().size();

            Answer again = gateway.client().post("/enforce?acceptLoss=all&now=true");

            assertThat(again.text("/outcome/outcome")).isEqualTo("unchanged");
            assertThat(again.exit()).isZero();
            assertThat(gateway.machine().writes()).isEqualTo(writes);
            assertThat(gateway.machine().actions()).isEqualTo(actions);
            assertThat(gateway.eventLines()).hasSize(events + 1);
        }
    }

    @Test
    void enforcingOnTrialIsMeasuredWhileItLasts() {
        try (var gateway = RunningGateway.in(folder)) {
            Answer answer =
                    gateway.client()
                            .post("/enforce?keep=ssh%3Duntil%20May&confirmWithin=60&reason=field");

            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.exit()).isEqualTo(8);
            assertThat(answer.text("/outcome/outcome")).isEqualTo("onTrial");
            assertThat(answer.at("/after/compliant").asBoolean()).isTrue();
            assertThat(answer.at("/after/counts/excepted").asInt()).isEqualTo(1);
            assertThat(gateway.machine().reachable(Protocol.TCP, 22)).isTrue();
        }
    }

    @Test
    void whatEnforcingCannotCureIsExitOne() throws IOException {
        Files.createDirectories(folder.resolve("rules.d"));
        Files.createDirectories(folder.resolve("profiles.d"));
        Files.writeString(
                folder.resolve("rules.d/own.yaml"),
                """
                id: OWN-1
                title: Something that no setting cures
                facet: firewall
                severity: low
                why: To see what is left.
                tradeoff: None.
                references:
                  guide: ["3.3"]
                expect:
                  /firewall/inbound:
                    const: sealed
                    description: the cable is cut
                remedy:
                  manual:
                    /firewall/inbound: cut the cable
                """);
        Files.writeString(
                folder.resolve("profiles.d/own.yaml"),
                """
                name: own
                title: Our own
                purpose: To see what is left.
                rules: [TPE-3.3, OWN-1]
                """);
        try (var gateway = RunningGateway.in(folder)) {
            var _ = gateway.client().post("/enforce?profile=own&now=true");

            Answer answer = gateway.client().post("/enforce?profile=own&now=true");

            assertThat(answer.text("/outcome/outcome"))
                    .as("%s", answer.body())
                    .isEqualTo("unchanged");
            assertThat(answer.at("/after/compliant").asBoolean()).isFalse();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.exit()).isEqualTo(1);
        }
    }

    @Test
    void enforcingOnPaperMeasuresNothingAfterwards() {
        try (var gateway = RunningGateway.in(folder)) {
            Answer answer = gateway.client().post("/enforce?dryRun=true");

            assertThat(answer.text("/outcome/outcome")).isEqualTo("planned");
            assertThat(answer.at("/after").isNull()).isTrue();
            assertThat(answer.exit()).isZero();
            assertThat(gateway.machine().actions()).isEmpty();
        }
    }

    @Test
    void whoAskedIsWrittenAsTheKernelTellsIt() {
        try (var gateway = RunningGateway.in(folder)) {
            var _ = gateway.client().patch("/settings", Changing.CONSOLE_ON);

            String me = System.getProperty("user.name");
            assertThat(gateway.client().get("/events?atMost=1").text("/events/0/who"))
                    .matches(me + " \\(uid [0-9]+\\)");
        }
    }
}
