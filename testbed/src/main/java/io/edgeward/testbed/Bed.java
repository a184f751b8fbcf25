package io.edgeward.testbed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The folder of scripts that do the work, and what this host lacks for it. */
public record Bed(Path folder) {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** The bed of the source tree that the working directory lies in. */
    public static Bed ofThisTree() {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            var folder = at.resolve("testbed");
            if (Files.isExecutable(folder.resolve("gateway"))
                    && Files.isExecutable(folder.resolve("prepare"))) {
                return new Bed(folder);
            }
        }
        throw new BedException(
                "no folder testbed/ above "
                        + Path.of("").toAbsolutePath()
                        + ": run this inside Edgeward's source tree");
    }

    /**
     * Installs what is missing where that is possible, builds the root folder unless it is cached,
     * and removes what dead runs left behind. Takes minutes the first time, some milliseconds
     * afterwards.
     *
     * @return why no gateway of this kind can run on this host, or nothing if one can
     */
    public Optional<String> prepare(Kind kind) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.of("the host is " + System.getProperty("os.name") + ", not Linux");
        }
        var prepared = script("prepare", Duration.ofMinutes(30), List.of(kind.id()));
        if (!prepared.ok()) {
            return Optional.of(lastLine(prepared.err()));
        }
        script("sweep", LIMIT, List.of()).orFail();
        return Optional.empty();
    }

    /** Runs {@code testbed/gateway}. */
    Result gateway(Duration limit, List<String> arguments) {
        return script("gateway", limit, arguments);
    }

    List<String> gatewayCommand(List<String> arguments) {
        var argv = new ArrayList<String>();
        argv.add(folder.resolve("gateway").toString());
        argv.addAll(arguments);
        return argv;
    }

    private Result script(String name, Duration limit, List<String> arguments) {
        var argv = new ArrayList<String>();
        argv.add(folder.resolve(name).toString());
        argv.addAll(arguments);
        return Command.of(argv, limit).run();
    }

    private static String lastLine(String text) {
        var lines = text.strip().lines().toList();
        return lines.isEmpty() ? "testbed/prepare failed and said nothing" : lines.getLast();
    }
}
