package io.edgeward.gateway.api;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Problems for what never gets as far as a route: what is no HTTP, or too much of it. */
final class JettyProblems extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        ProblemAnswer problem = problem(response.getStatus());
        byte[] bytes = Json.bytes(problem);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Json.PROBLEM_TYPE);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        response.write(true, ByteBuffer.wrap(bytes), callback);
        return true;
    }

    private static ProblemAnswer problem(int status) {
        if (status == 404) {
            return ProblemAnswer.of(
                    ProblemType.NOT_FOUND,
                    "no-such-request",
                    "There is nothing here.",
                    "All requests stand in docs/reference/api.md, below " + Api.ROOT + ".");
        }
        if (status < 400 || status >= 500) {
            return ProblemAnswer.internal();
        }
        return ProblemAnswer.of(
                        ProblemType.INVALID,
                        "bad-request",
                        switch (status) {
                            case 414, 431 -> "The head of this request is too large.";
                            case 408 -> "This request was not complete in time.";
                            default -> "This request is not right HTTP/1.1.";
                        },
                        "See docs/reference/api.md.")
                .withStatus(status);
    }
}
