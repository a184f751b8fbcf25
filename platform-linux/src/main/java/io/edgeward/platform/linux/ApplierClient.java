package io.edgeward.platform.linux;

import io.edgeward.core.platform.Answer;
import io.edgeward.core.platform.PlatformException;
import io.edgeward.core.platform.PlatformException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The daemon's side of the one door to root: one line out, one line of JSON back, for each request
 * a connection of its own. May be called from any thread.
 */
final class ApplierClient {
    private static final int MOST_ANSWER_BYTES = 64 * 1024;
    private static final int MOST_OBSERVED_BYTES = 16 * 1024 * 1024;
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private final Path socket;
    private final Duration patience;

    /**
     * @param patience how long a request may take in all
     */
    ApplierClient(Path socket, Duration patience) {
        this.socket = socket;
        this.patience = patience;
    }

    /**
     * @param words what stands behind verb and id in the request's line
     * @throws PlatformException if there was no answer to this very request
     */
    Answer ask(String verb, long id, String... words) {
        String request = (verb + " " + id + " " + String.join(" ", words)).strip();
        String doing = "asking the applier to " + verb + " generation " + id;
        JsonNode answer = exchange(request, doing, MOST_ANSWER_BYTES);
        String reason = word(answer, "reason");
        String result = word(answer, "result");
        if (result.equals("refused") && reason.equals("bad-request")) {
            // It names neither verb nor id, since it did not understand them.
            return new Answer.Refused(reason, "");
        }
        JsonNode answered = answer.path("id");
        if (!word(answer, "verb").equals(verb)
                || !answered.isIntegralNumber()
                || answered.asLong() != id) {
            throw unintelligible(doing, "it answered another request: " + excerpt(answer));
        }
        if (reason.isEmpty() && !result.equals("done")) {
            throw unintelligible(doing, "its answer has no reason: " + excerpt(answer));
        }
        return switch (result) {
            case "done" -> new Answer.Done();
            case "refused" -> new Answer.Refused(reason, word(answer, "file"));
            case "failed" -> new Answer.Failed(reason);
            case "stranded" -> new Answer.Stranded(reason);
            default -> throw unintelligible(doing, "no such result: " + excerpt(answer));
        };
    }

    /** What only root sees: the answer to {@code observe}, as it came. */
    JsonNode observe() {
        String doing = "asking the applier to observe";
        JsonNode answer = exchange("observe", doing, MOST_OBSERVED_BYTES);
        if (!word(answer, "verb").equals("observe") || !word(answer, "result").equals("done")) {
            throw unintelligible(doing, "it answered " + excerpt(answer));
        }
        return answer;
    }

    private static String word(JsonNode answer, String key) {
        return answer.path(key).isString() ? answer.path(key).asString() : "";
    }

    private JsonNode exchange(String request, String doing, int most) {
        var expired = new AtomicBoolean();
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            Thread watchdog = closeInTime(channel, expired);
            try {
                send(channel, request, doing, expired);
                return parse(receive(channel, doing, most, expired), doing);
            } finally {
                watchdog.interrupt();
            }
        } catch (IOException e) {
            throw failed(Kind.UNREACHABLE, doing, expired, e);
        }
    }

    /** A blocking channel knows no timeout, but can be closed under whoever waits for it. */
    private Thread closeInTime(SocketChannel channel, AtomicBoolean expired) {
        return Thread.ofVirtual()
                .name("edgeward-applier-patience")
                .start(() -> {
                    try {
                        Thread.sleep(patience);
                        expired.set(true);
                        channel.close();
                    } catch (InterruptedException | IOException e) {
                        // Answered in time, or closed already: nothing is left to be done.
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private void send(SocketChannel channel, String request, String doing, AtomicBoolean expired) {
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            var line = ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.US_ASCII));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.shutdownOutput();
        } catch (IOException e) {
            throw failed(Kind.UNREACHABLE, doing, expired, e);
        }
    }

    private byte[] receive(SocketChannel channel, String doing, int most, AtomicBoolean expired) {
        var bytes = new ByteArrayOutputStream();
        var buffer = ByteBuffer.allocate(16 * 1024);
        try {
            while (channel.read(buffer) >= 0) {
                bytes.write(buffer.array(), 0, buffer.position());
                buffer.clear();
                if (bytes.size() > most) {
                    throw unintelligible(doing, "its answer is longer than " + most + " bytes");
                }
            }
        } catch (IOException e) {
            throw failed(Kind.UNINTELLIGIBLE, doing, expired, e);
        }
        return bytes.toByteArray();
    }

    private JsonNode parse(byte[] bytes, String doing) {
        if (bytes.length == 0 || bytes[bytes.length - 1] != '\n') {
            throw unintelligible(doing, "it hung up before its answer was complete");
        }
        try {
            JsonNode answer = MAPPER.readTree(bytes);
            if (answer.isObject()) {
                return answer;
            }
        } catch (JacksonException e) {
            throw new PlatformException(
                    Kind.UNINTELLIGIBLE, doing + ": its answer is not one line of JSON", e);
        }
        throw unintelligible(doing, "its answer is not a JSON object");
    }

    private PlatformException failed(
            Kind kind, String doing, AtomicBoolean expired, IOException cause) {
        if (expired.get() || Thread.currentThread().isInterrupted()) {
            return new PlatformException(
                    Kind.TIMED_OUT,
                    doing + ": no answer within " + patience.toSeconds() + " s",
                    cause);
        }
        return new PlatformException(
                kind,
                doing
                        + " at "
                        + socket
                        + ": "
                        + cause.getMessage()
                        + " (does edgeward-apply.socket run?)",
                cause);
    }

    private static PlatformException unintelligible(String doing, String why) {
        return new PlatformException(Kind.UNINTELLIGIBLE, doing + ": " + why);
    }

    private static String excerpt(JsonNode answer) {
        String text = answer.toString();
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
