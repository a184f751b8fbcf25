package io.edgeward.posture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ShellCommandTest {
    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }

    private static String sh(String command) throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aShellSeesEveryItemAsOneWordAsItWas() throws IOException {
        List<String> hostile =
                List.of("ssh.service", "a b", "it's", "$(id)", "`id`", "x;id", "\\", "*", "", "-e");
        JsonNode items = new JsonMapper().valueToTree(hostile);
        String command = ShellCommand.filled("printf '<%s>' ${/x}", hole -> items);
        assertThat(sh(command)).isEqualTo("<" + String.join("><", hostile) + ">");
    }

    @Test
    void aPatchOfOneSettingIsASetOfSeveralAPatch() throws IOException {
        assertThat(ShellCommand.making((ObjectNode) json("{\"a\":{\"b\":\"it's\"}}")))
                .isEqualTo("edgeward settings set /a/b '\"it'\\''s\"'");
        String several = "{\"a\":{\"b\":\"it's\"},\"c\":1}";
        String command = ShellCommand.making((ObjectNode) json(several));
        assertThat(command).endsWith(" | edgeward settings patch /dev/stdin");
        assertThat(sh(command.substring(0, command.indexOf(" | ")))).isEqualTo(several);
    }

    @Test
    void takingASettingAwayIsAPatch() {
        assertThat(ShellCommand.making((ObjectNode) json("{\"a\":null}")))
                .isEqualTo("printf %s '{\"a\":null}' | edgeward settings patch /dev/stdin");
    }
}
