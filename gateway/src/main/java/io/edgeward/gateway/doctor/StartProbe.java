package io.edgeward.gateway.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether the daemon starts as fast as it can. */
public final class StartProbe implements Probe {
    private static final String NAME = "aotCache";
    private static final String OPTION = "-XX:AOTCache=";

    private final List<String> arguments;

    /**
     * @param arguments those of this JVM's command line
     */
    public StartProbe(List<String> arguments) {
        this.arguments = List.copyOf(arguments);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Check> look() {
        var cache =
                arguments.stream()
                        .filter(it -> it.startsWith(OPTION))
                        .map(it -> Path.of(it.substring(OPTION.length())))
                        .findFirst();
        if (cache.isEmpty()) {
            return List.of(Check.ok(NAME, "This JVM was started without a start-up cache."));
        }
        return List.of(
                Files.isReadable(cache.get())
                        ? Check.ok(NAME, "The start-up cache is there.")
                        : Check.warning(
                                NAME,
                                "The start-up cache "
                                        + cache.get()
                                        + " is missing: starting takes"
                                        + " longer.",
                                "Install the package again: it makes it."));
    }
}
