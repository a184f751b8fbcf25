package io.edgeward.gateway.api;

import io.edgeward.core.settings.Problem;
import io.edgeward.core.settings.StrictJson;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;

/**
 * What is sent along with a request: at most 1 MiB, and at most so long in coming. What is somewhat
 * more is read away before it is refused, because many clients only listen once all is sent; what
 * is far more is cut off.
 */
final class Body {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int READ_AWAY = 4 * StrictJson.MAX_BYTES;

    private Body() {}

    /** Reads it all, as far as that is allowed. */
    static byte[] read(Context context) {
        long told = context.req().getContentLengthLong();
        boolean waits = context.header("Expect") != null;
        if (told > READ_AWAY || (told > StrictJson.MAX_BYTES && waits)) {
            throw tooLarge(context);
        }
        try (InputStream in = context.req().getInputStream()) {
            return read(context, in);
        } catch (IOException e) {
            // Whoever sends half a body, or chunks that are none, has made no request.
            throw broken(context);
        }
    }

    private static byte[] read(Context context, InputStream in) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var bytes = new ByteArrayOutputStream();
        byte[] chunk = new byte[8192];
        int total = 0;
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            total += read;
            if (total <= StrictJson.MAX_BYTES) {
                bytes.write(chunk, 0, read);
            } else if (total > READ_AWAY) {
                throw tooLarge(context);
            }
            if (System.nanoTime() > end) {
                throw tooSlow(context);
            }
        }
        if (total > StrictJson.MAX_BYTES) {
            throw tooLarge(context);
        }
        return bytes.toByteArray();
    }

    private static RequestRefused tooSlow(Context context) {
        return cutShort(
                context,
                408,
                "too-slow",
                "The body of this request took longer than " + PATIENCE.toSeconds() + " s.",
                "Send it at once.");
    }

    private static RequestRefused broken(Context context) {
        return cutShort(
                context,
                400,
                "broken-body",
                "The body of this request ended early, or was sent in a form that is none.",
                "Send it whole, with its length.");
    }

    private static RequestRefused cutShort(
            Context context, int status, String code, String says, String tryThis) {
        context.header("Connection", "close");
        return new RequestRefused(
                ProblemAnswer.of(ProblemType.INVALID, code, says, tryThis).withStatus(status));
    }

    private static RequestRefused tooLarge(Context context) {
        // Where the rest was not read, this connection is of no use any more.
        context.header("Connection", "close");
        return new RequestRefused(
                ProblemAnswer.of(ProblemType.TOO_LARGE, List.of(StrictJson.tooLarge())));
    }

    /** For a request that has none. */
    static void none(Context context) {
        if (read(context).length > 0) {
            Problem problem =
                    Problem.error(
                            "unexpected-body",
                            "",
                            "This request takes no body, and something was sent along.",
                            "Say it with options in the query.");
            throw new RequestRefused(ProblemAnswer.of(ProblemType.INVALID, 400, List.of(problem)));
        }
    }
}
