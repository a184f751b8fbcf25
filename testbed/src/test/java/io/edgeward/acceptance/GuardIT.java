package io.edgeward.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.testbed.Gateway;
import io.edgeward.testbed.Result;
import io.edgeward.testbed.junit.RealGateway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * Nobody is locked out without having said so; one change at a time; the same again changes
 * nothing.
 */
@RealGateway
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuardIT {
    private Edgeward edgeward;

    GuardIT(Gateway gateway) {
        edgeward = new Edgeward(gateway);
    }

    @BeforeAll
    void install() {
        edgeward = Edgeward.installOn(edgeward.gateway());
    }

    @Test
    @Order(1)
    void closingTheLastWayIsRefusedByNameAndAltersNothing() {
        String before = edgeward.footprint();
        Result refused = edgeward.expect(3, "enforce", "--profile", "field", "--now");
        assertThat(refused.err()).contains("last way").contains("ssh").contains("localConsole");
        Result oneAccepted =
                edgeward.expect(
                        3, "enforce", "--profile", "field", "--now", "--accept-loss", "ssh");
        assertThat(oneAccepted.err()).contains("localConsole");
        assertThat(edgeward.footprint()).isEqualTo(before);
        assertThat(edgeward.json("status").path("active").asInt()).isEqualTo(1);
    }

    @Test
    @Order(2)
    void aSecondChangeInATrialIsRefusedAndLeavesDeadlineAndTargetUntouched() {
        edgeward.expect(8, "enforce", "--keep", "ssh=test", "--confirm-within", "5m");
        String trial = edgeward.gateway().run("cat", "/run/edgeward/trial").orFail().out();
        String before = edgeward.footprint();
        edgeward.expect(3, "settings", "set", "/services/ssh/port", "2222");
        edgeward.expect(3, "enforce", "--accept-loss", "all", "--now");
        edgeward.expect(3, "rollback", "1");
        edgeward.expect(3, "settings", "set", "/services/ssh/port", "no");
        assertThat(edgeward.gateway().run("cat", "/run/edgeward/trial").orFail().out())
                .isEqualTo(trial);
        assertThat(edgeward.footprint()).isEqualTo(before);
        edgeward.expect(0, "revert");
        assertThat(edgeward.onTrial()).isFalse();
    }

    @Test
    @Order(3)
    void aConfirmationFromNowhereIsRefused() {
        edgeward.expect(8, "enforce", "--keep", "ssh=test");
        Result refused = edgeward.expect(3, "confirm");
        assertThat(refused.err()).contains("--on-site");
        edgeward.expect(0, "confirm", "--on-site");
        edgeward.expect(0, "rollback", "1", "--now");
    }

    @Test
    @Order(4)
    void acceptedLossGoesThrough() {
        edgeward.harden();
        assertThat(edgeward.json("audit").path("compliant").asBoolean()).isTrue();
        JsonNode status = edgeward.json("status");
        assertThat(status.path("ways")).isEmpty();
        assertThat(status.path("unseen")).isEmpty();
        assertThat(status.path("unexpected")).isEmpty();
    }

    @Test
    @Order(5)
    void aSecondEnforceWritesNothingButItsEventAndRestartsNothing() {
        String before = edgeward.footprint();
        int events = edgeward.outcomes().size();
        edgeward.harden();
        assertThat(edgeward.footprint()).isEqualTo(before);
        assertThat(edgeward.outcomes()).hasSize(events + 1).last().isEqualTo("enforce unchanged");
    }

    @Test
    @Order(6)
    void whatSomebodyOpenedByHandIsSeenAndHealed() {
        edgeward.gateway().run("nft", "delete", "table", "inet", "edgeward").orFail();
        edgeward.gateway()
                .sh(
                        "rm /usr/lib/systemd/system/ssh.service.d/50-edgeward.conf; systemctl daemon-reload")
                .orFail();
        JsonNode audit = edgeward.json("audit");
        assertThat(audit.path("compliant").asBoolean()).isFalse();
        assertThat(audit.path("findings").toString()).contains("ssh.service");
        edgeward.harden();
        assertThat(edgeward.outcomes()).last().isEqualTo("enforce healed");
        assertThat(edgeward.json("audit").path("compliant").asBoolean()).isTrue();
    }
}
