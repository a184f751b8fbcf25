package io.edgeward.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.platform.Generation;
import io.edgeward.core.platform.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationShelfTest {
    private static final Generation GENERATION =
            new Generation(
                    9,
                    7,
                    "1.0",
                    Map.of("settings.json", "{}\n", "services/ssh", "", "values/ssh", "port 22\n"));

    @TempDir private Path root;
    private Layout layout = new Layout(Path.of(""));
    private GenerationShelf shelf = new GenerationShelf(layout);

    @BeforeEach
    void accept() throws IOException {
        layout = new Layout(root);
        shelf = new GenerationShelf(layout);
        new Outbox(layout.generations()).lay(GENERATION);
        write("9/seal", GENERATION.digest() + "\n");
    }

    private void write(String path, String text) throws IOException {
        Path file = layout.generations().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void anAcceptedGenerationIsReadAsItWasProposed() {
        assertThat(shelf.generation(9)).contains(GENERATION);
        assertThat(shelf.generation(8)).isEmpty();
    }

    @Test
    void idsAreInTheOrderOfNumbersAndHalfThingsAreNoGenerations() throws IOException {
        write("10/manifest", "format 1\n");
        write(".incoming.11/manifest", "");
        write("012/manifest", "");
        write("13", "a file");
        assertThat(shelf.ids()).containsExactly(9L, 10L);
    }

    @Test
    void whatIsNotToTheLetterWhatItsSealSaysIsNotGiven() throws IOException {
        write("9/values/ssh", "port 23\n");
        assertThat(shelf.generation(9)).isEmpty();
    }

    @Test
    void anAddedFileIsDamageToo() throws IOException {
        write("9/services/more", "");
        assertThat(shelf.generation(9)).isEmpty();
    }

    @Test
    void aGenerationWithoutASealWasNeverAccepted() throws IOException {
        Files.delete(layout.generations().resolve("9/seal"));
        assertThat(shelf.generation(9)).isEmpty();
        write("9/seal", "0".repeat(64) + "\n");
        assertThat(shelf.generation(9)).isEmpty();
    }

    @Test
    void theGenerationOfLastResortNeedsNoSeal() {
        var real = new GenerationShelf(new Layout(Path.of("../packaging/root")));
        Generation builtIn = real.generation(Standing.BUILT_IN).orElseThrow();
        assertThat(builtIn.settings()).contains("\"localConsole\":{\"enabled\":true}");
        assertThat(builtIn.files()).containsKey("services/local-console");
    }

    @Test
    void aGatewayWithoutAStoreHasNoGenerations() {
        assertThat(new GenerationShelf(new Layout(root.resolve("x"))).ids()).isEmpty();
    }
}
