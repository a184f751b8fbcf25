package io.edgeward.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands in for the daemon: a real Unix socket, answers as told, remembers what it was asked. */
public final class ScriptedDaemon implements AutoCloseable {
    private final Path folder;
    private final ServerSocketChannel server;
    private final Map<String, Deque<byte[]>> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile byte[] otherwise = http(404, "{}");

    /** One request that came. */
    public record Asked(String line, String head, String body) {}

    public ScriptedDaemon() {
        try {
            folder = Files.createTempDirectory("edgeward-cli");
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    public Path socket() {
        return folder.resolve("control.sock");
    }

    /** Answers {@code "GET /status"} so; several in turn, the last for ever. */
    public ScriptedDaemon on(String request, int status, String json) {
        return onRaw(request, http(status, json));
    }

    public ScriptedDaemon on(String request, String json) {
        return on(request, 200, json);
    }

    /** The same with the very bytes; none at all closes the connection. */
    public ScriptedDaemon onRaw(String request, byte[] bytes) {
        answers.computeIfAbsent(request, _ -> new ArrayDeque<>()).add(bytes);
        return this;
    }

    /** Answers whatever else is asked so. */
    public ScriptedDaemon otherwise(int status, String json) {
        otherwise = http(status, json);
        return this;
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Method and path with query, without the prefix of the interface. */
    public List<String> lines() {
        return asked.stream().map(Asked::line).toList();
    }

    static byte[] http(int status, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 "
                        + status
                        + " X\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length
                        + "\r\n\r\n";
        return (head + json).getBytes(StandardCharsets.UTF_8);
    }

    private void serve() {
        try {
            while (true) {
                SocketChannel channel = server.accept();
                Thread.ofVirtual().start(() -> answer(channel));
            }
        } catch (ClosedChannelException e) {
            return; // closed by the test
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(SocketChannel channel) {
        try (channel) {
            InputStream in = Channels.newInputStream(channel);
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                head.append((char) next);
            }
            String body = new String(in.readNBytes(length(head)), StandardCharsets.UTF_8);
            String line = head.substring(0, head.indexOf(" HTTP/1.1")).replace("/api/v1", "");
            asked.add(new Asked(line, head.toString(), body));
            OutputStream out = Channels.newOutputStream(channel);
            out.write(next(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int length(CharSequence head) {
        for (String line : head.toString().split("\r\n", -1)) {
            if (line.startsWith("Content-Length: ")) {
                return Integer.parseInt(line.substring(16));
            }
        }
        return 0;
    }

    private byte[] next(String line) {
        Deque<byte[]> script = answers.get(line);
        if (script == null) {
            script = answers.get(line.replaceFirst("\\?.*", ""));
        }
        if (script == null) {
            return otherwise;
        }
        synchronized (script) {
            return script.size() > 1 ? script.remove() : script.element();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(socket());
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
