package io.edgeward.cli.docs;

import io.edgeward.cli.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Writes what is derived from the commands. {@code package FOLDER}: the manual page and the
 * completion; {@code reference FOLDER}: the reference page.
 */
public final class Documents {
    private Documents() {}

    /** Writes; the exit status is 2 where it is not told what to write. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("usage: package FOLDER | reference FOLDER");
        }
        Path folder = Files.createDirectories(Path.of(args[1]));
        for (var file : (args[0].equals("package") ? forPackage() : reference()).entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    static Map<String, String> forPackage() {
        CommandLine whole = new Catalogue().whole();
        return Map.of(
                "edgeward.1",
                ManualPage.write(whole.getCommandSpec()),
                "edgeward.bash-completion",
                AutoComplete.bash("edgeward", whole));
    }

    static Map<String, String> reference() {
        CommandSpec root = new Catalogue().whole().getCommandSpec();
        return Map.of("command-line.md", ReferencePage.write(root));
    }
}
