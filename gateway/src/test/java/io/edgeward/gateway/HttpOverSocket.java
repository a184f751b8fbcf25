package io.edgeward.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.AsyncRequestContent;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real HTTP client, over the real socket. May be used from several threads. */
public final class HttpOverSocket implements AutoCloseable {
    /** As strict as the command line. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private static final int PATIENCE_SECONDS = 60;

    private final Path socket;
    private final HttpClient client = new HttpClient();

    HttpOverSocket(Path socket) {
        this.socket = socket;
        LifeCycle.start(client);
    }

    @Override
    public void close() {
        LifeCycle.stop(client);
    }

    /** What came back. */
    public record Answer(int status, String type, JsonNode body, ContentResponse response) {
        public JsonNode at(String pointer) {
            return body.at(pointer);
        }

        /** A text in the body. */
        public String text(String pointer) {
            return body.at(pointer).asString();
        }

        public int exit() {
            return body.path("exit").asInt(-1);
        }
    }

    public Answer get(String target) {
        return send("GET", target, new byte[0]);
    }

    public Answer post(String target) {
        return send("POST", target, new byte[0]);
    }

    public Answer patch(String target, String document) {
        return send("PATCH", target, document.getBytes(StandardCharsets.UTF_8));
    }

    public Answer put(String target, String document) {
        return send("PUT", target, document.getBytes(StandardCharsets.UTF_8));
    }

    public Answer send(String method, String target, byte[] body) {
        return exchange(
                method,
                target,
                request ->
                        body.length == 0 ? request : request.body(new BytesRequestContent(body)));
    }

    /** Sends a body whose length is not told before. */
    public Answer sendChunked(String method, String target, byte[] body) {
        var content = new AsyncRequestContent();
        content.write(ByteBuffer.wrap(body), Callback.NOOP);
        content.close();
        return exchange(method, target, request -> request.body(content));
    }

    private Answer exchange(
            String method, String target, java.util.function.UnaryOperator<Request> with) {
        try {
            Request request =
                    client.newRequest("http://edgeward/api/v1" + target)
                            .transport(new Transport.TCPUnix(socket))
                            .method(method)
                            .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
            ContentResponse response = with.apply(request).send();
            byte[] content = response.getContent();
            return new Answer(
                    response.getStatus(),
                    String.valueOf(response.getMediaType()),
                    content.length == 0 ? MAPPER.nullNode() : MAPPER.readTree(content),
                    response);
        } catch (InterruptedException | TimeoutException | ExecutionException e) {
            throw new AssertionError(method + " " + target, e);
        }
    }
}
