package io.edgeward.posture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AuditTextTest {
    private static final String STATE =
            """
            {"services":{"ssh":{"on":true,"unguarded":["x.service"]},"localConsole":{"unguarded":[],"kernelArguments":[]}},
             "firewall":{"managed":true,"holds":true,"inbound":"drop","legacyRules":false},
             "exposure":{"listening":[],"unexpected":[],"others":[]}}
            """;

    private static Audit audit(String state, Map<String, String> keep) {
        return Posture.load(List.of())
                .audit(
                        "field",
                        new JsonMapper().readTree(state),
                        42,
                        Instant.parse("2026-11-24T13:20:14Z"),
                        keep);
    }

    @Test
    void itTellsResultReasonAndCure() {
        assertThat(audit(STATE, Map.of()).text(false)).isEqualTo(Shipped.text("audit.txt"));
    }

    @Test
    void anExceptionTellsItsReason() {
        assertThat(audit(STATE, Map.of("ssh", "remote repair")).text(false))
                .contains("excepted  high")
                .contains("Accepted: remote repair.")
                .contains("--profile field, with the same --keep")
                .doesNotContain("cure: edgeward settings set /services/ssh");
    }

    @Test
    void coloursComeOnlyIfAsked() {
        assertThat(audit(STATE, Map.of()).text(false)).doesNotContain("\u001b");
        assertThat(audit(STATE, Map.of()).text(true)).contains("\u001b[31mfail   \u001b[0m");
    }

    @Test
    void noLineOfProseIsWiderThanAHundred() {
        assertThat(audit(STATE, Map.of()).text(false).lines()).allMatch(it -> it.length() <= 100);
    }

    @Test
    void whatWasObservedCannotSteerTheTerminal() {
        String state =
                STATE.replace(
                        "x.service", "\\u001b[2Jx\\u009b1m\\u202e.service\\n  pass  critical");
        assertThat(audit(state, Map.of()).text(false))
                .doesNotContain("\u001b", "\u009b", "\u202e", "\n  pass  critical\"");
    }
}
