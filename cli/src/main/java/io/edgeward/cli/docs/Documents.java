package io.edgeward.cli.docs;

import io.edgeward.cli.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Writes what the package needs and is derived from the commands: manual page and completion. */
public final class Documents {
    private Documents() {}

    /** Writes both into the folder that is the one argument. */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("usage: Documents FOLDER");
        }
        Path folder = Files.createDirectories(Path.of(args[0]));
        for (var file : forPackage().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private static Map<String, String> forPackage() {
        CommandLine whole = new Catalogue().whole();
        return Map.of(
                "edgeward.1",
                ManualPage.write(whole.getCommandSpec()),
                "edgeward.bash-completion",
                AutoComplete.bash("edgeward", whole));
    }
}
