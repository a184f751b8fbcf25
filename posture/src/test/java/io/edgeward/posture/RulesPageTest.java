package io.edgeward.posture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesPageTest {
    private static final Path PAGE = Path.of("../docs/reference/rules.md");
    private static final String REGENERATE =
            "mvn -q -pl posture -am test -Dtest=RulesPageTest -Dregenerate=true"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void theReferencePageSaysWhatTheRulesSay() throws IOException {
        String page = RulesPage.of(Posture.load(List.of()));
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("%s is stale. Regenerate it with: %s", PAGE, REGENERATE)
                .isEqualTo(page);
    }
}
