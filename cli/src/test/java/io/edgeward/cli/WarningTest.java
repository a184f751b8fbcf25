package io.edgeward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever is about to cut his own way in is told before it happens. */
class WarningTest {
    @Test
    void theOwnSessionIsNamedWhereItIsKnown() {
        try (var daemon = cutting()) {
            Ran ran =
                    Ran.onTerminal(
                            Map.of("SSH_CONNECTION", "10.0.0.1 5 10.0.0.2 22", "NO_COLOR", "1"),
                            daemon,
                            "settings",
                            "set",
                            "/a",
                            "1");
            assertThat(ran.err()).contains("closes ssh", "this very session will be cut");
        }
    }

    @Test
    void otherwiseSessionsOfThatWay() {
        try (var daemon = cutting("\"https\"")) {
            Ran ran = Ran.at(daemon, "settings", "set", "/a", "1");
            assertThat(ran.err()).contains("closes https", "Sessions that came in by it");
        }
    }

    @Test
    void aRehearsalIsCalledSoBeforeItStarts() {
        try (var daemon = cutting()) {
            assertThat(Ran.at(daemon, "settings", "set", "/a", "1").err())
                    .contains("Nobody could come in to confirm it", "--now");
        }
        try (var daemon =
                new ScriptedDaemon()
                        .on("PATCH /settings?now=true&dryRun=true", Answers.planned("\"ssh\""))
                        .on("PATCH /settings", Answers.CONFIRMED)) {
            assertThat(Ran.at(daemon, "settings", "set", "/a", "1", "--now").err())
                    .contains("closes ssh")
                    .doesNotContain("rehearsal");
        }
    }

    @Test
    void inAnEnforcementToo() {
        try (var daemon = new ScriptedDaemon()) {
            daemon.on(
                            "POST /enforce?profile=field&dryRun=true",
                            Answers.enforced(Answers.planned("\"ssh\""), "null", 1))
                    .on("POST /enforce", Answers.enforced(Answers.ON_TRIAL, "null", 8));
            assertThat(Ran.at(daemon, "enforce").err()).contains("closes ssh");
        }
    }

    @Test
    void aDryRunAndAChangeThatClosesNothingDoNotWarn() {
        try (var daemon = cutting()) {
            assertThat(Ran.at(daemon, "settings", "set", "/a", "1", "--dry-run").err()).isEmpty();
        }
        try (var daemon = cutting("")) {
            assertThat(Ran.at(daemon, "settings", "set", "/a", "1").err()).isEmpty();
        }
    }

    private static ScriptedDaemon cutting() {
        return cutting("\"ssh\"");
    }

    private static ScriptedDaemon cutting(String ways) {
        return new ScriptedDaemon()
                .on("PATCH /settings?dryRun=true", Answers.planned(ways))
                .on("PATCH /settings", Answers.CONFIRMED);
    }
}
