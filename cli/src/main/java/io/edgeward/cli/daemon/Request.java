package io.edgeward.cli.daemon;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One request to the daemon.
 *
 * @param path below {@code /api/v1}
 * @param options of the query, in order
 * @param patience how long an answer is waited for
 */
public record Request(
        String method, String path, List<Option> options, Optional<Body> body, Duration patience) {
    private static final Duration LOOK = Duration.ofSeconds(30);
    // A change verifies itself within a minute, and then maybe its revert.
    private static final Duration CHANGE = Duration.ofMinutes(3);

    public Request {
        options = List.copyOf(options);
    }

    /** One option of the query. */
    public record Option(String name, String value) {}

    /** What is sent along, byte for byte. */
    public static final class Body {
        private final String type;
        private final byte[] bytes;

        Body(String type, byte[] bytes) {
            this.type = type;
            this.bytes = bytes.clone();
        }

        String type() {
            return type;
        }

        byte[] bytes() {
            return bytes.clone();
        }
    }

    public static Request get(String path) {
        return new Request("GET", path, List.of(), Optional.empty(), LOOK);
    }

    public static Request post(String path) {
        return new Request("POST", path, List.of(), Optional.empty(), CHANGE);
    }

    /** A merge patch of the settings. */
    public static Request patch(byte[] document) {
        return new Request(
                "PATCH",
                "/settings",
                List.of(),
                Optional.of(new Body("application/merge-patch+json", document)),
                CHANGE);
    }

    /** A whole document of settings. */
    public static Request put(byte[] document) {
        return new Request(
                "PUT",
                "/settings",
                List.of(),
                Optional.of(new Body("application/json", document)),
                CHANGE);
    }

    /** The same with one more option. */
    public Request with(String name, String value) {
        List<Option> more = new ArrayList<>(options);
        more.add(new Option(name, value));
        return new Request(method, path, more, body, patience);
    }

    /** As the request line names it. */
    public String target() {
        StringBuilder target = new StringBuilder("/api/v1").append(path);
        char before = '?';
        for (Option option : options) {
            target.append(before)
                    .append(encode(option.name()))
                    .append('=')
                    .append(encode(option.value()));
            before = '&';
        }
        return target.toString();
    }

    /** Whether an answer that does not come leaves open what happened. */
    boolean alters() {
        return !method.equals("GET");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
