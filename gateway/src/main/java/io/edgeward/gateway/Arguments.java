package io.edgeward.gateway;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The command line of the daemon. */
record Arguments(
        Verb verb, boolean simulated, Optional<Path> state, Optional<Path> socket, boolean stay) {
    static final String USAGE =
            """
            usage: edgeward run [--platform linux|simulated] [--state DIR] [--socket PATH]
                   edgeward demo [--stay] [--state DIR] [--socket PATH]
            """;

    /** What is to be done. */
    enum Verb {
        RUN,
        DEMO
    }

    /** A command line that cannot be understood. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String says) {
            super(says);
        }
    }

    /**
     * @throws Wrong with what is wrong about it
     */
    static Arguments parse(List<String> words) {
        Verb verb =
                switch (words.isEmpty() ? "" : words.getFirst()) {
                    case "run" -> Verb.RUN;
                    case "demo" -> Verb.DEMO;
                    default -> throw new Wrong("Say run or demo first.");
                };
        var arguments =
                new Arguments(verb, verb == Verb.DEMO, Optional.empty(), Optional.empty(), false);
        var rest = words.subList(1, words.size()).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            int equals = option.indexOf('=');
            String name = equals < 0 ? option : option.substring(0, equals);
            if (option.equals("--stay") && verb == Verb.DEMO) {
                arguments = arguments.staying();
            } else if (equals < 0 && !rest.hasNext()) {
                throw new Wrong("\"" + option + "\" is no option, or lacks its value.");
            } else {
                String value = equals < 0 ? rest.next() : option.substring(equals + 1);
                arguments = arguments.with(name, value);
            }
        }
        return arguments;
    }

    private Arguments staying() {
        return new Arguments(verb, simulated, state, socket, true);
    }

    private Arguments with(String name, String value) {
        if (value.isEmpty()) {
            throw new Wrong(name + " has an empty value.");
        }
        return switch (name) {
            case "--state" ->
                    new Arguments(verb, simulated, Optional.of(Path.of(value)), socket, stay);
            case "--socket" ->
                    new Arguments(verb, simulated, state, Optional.of(Path.of(value)), stay);
            case "--platform" -> onPlatform(value);
            default -> throw noSuchOption(name);
        };
    }

    private Arguments onPlatform(String platform) {
        if (verb != Verb.RUN) {
            throw noSuchOption("--platform");
        }
        return new Arguments(verb, isSimulated(platform), state, socket, stay);
    }

    private static Wrong noSuchOption(String name) {
        return new Wrong("\"" + name + "\" is not an option of this command.");
    }

    private static boolean isSimulated(String platform) {
        return switch (platform) {
            case "linux" -> false;
            case "simulated" -> true;
            default ->
                    throw new Wrong(
                            "There is no platform \"" + platform + "\": say linux or simulated.");
        };
    }
}
