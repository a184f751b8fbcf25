package io.edgeward.cli;

import io.edgeward.cli.call.Surroundings;
import io.edgeward.cli.contract.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a run of the command line came to. */
public record Ran(int exit, String out, String err) {
    public static final Clock NOON =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    /** Standard input that breaks in a way that nobody foresees. */
    static final InputStream BROKEN =
            new InputStream() {
                @Override
                public int read() {
                    throw new IllegalStateException("broken");
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    return read();
                }
            };

    /** Runs it in this process, against a socket. */
    public static Ran at(Path socket, String... args) {
        return with(bytes(""), false, Map.of("EDGEWARD_SOCKET", socket.toString()), args);
    }

    public static Ran at(ScriptedDaemon daemon, String... args) {
        return at(daemon.socket(), args);
    }

    /** Runs it with this standard input. */
    public static Ran fed(String in, ScriptedDaemon daemon, String... args) {
        return fed(bytes(in), daemon, args);
    }

    static Ran fed(InputStream in, ScriptedDaemon daemon, String... args) {
        return with(in, false, Map.of("EDGEWARD_SOCKET", daemon.socket().toString()), args);
    }

    /** Runs it as on a terminal. */
    public static Ran onTerminal(
            Map<String, String> environment, ScriptedDaemon daemon, String... args) {
        Map<String, String> whole = new HashMap<>(environment);
        whole.put("EDGEWARD_SOCKET", daemon.socket().toString());
        return with(bytes(""), true, whole, args);
    }

    private static InputStream bytes(String in) {
        return new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8));
    }

    private static Ran with(
            InputStream in, boolean terminal, Map<String, String> environment, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var surroundings =
                new Surroundings(
                        in,
                        new PrintStream(out, false, StandardCharsets.UTF_8),
                        new PrintStream(err, false, StandardCharsets.UTF_8),
                        environment,
                        NOON,
                        terminal,
                        terminal);
        int exit = new Main(surroundings).run(args);
        return new Ran(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Standard output as exactly one document; fails where it is none, or more. */
    public JsonNode document() {
        return Json.read(out);
    }
}
