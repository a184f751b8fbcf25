package io.edgeward.cli.daemon;

import io.edgeward.cli.contract.Complaint;
import io.edgeward.cli.contract.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestWriter;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.http.impl.io.SessionOutputBufferImpl;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import tools.jackson.core.JacksonException;

/**
 * The daemon behind its control socket. Holds no connection between requests; may be used from any
 * thread.
 */
public final class Daemon {
    private static final int BUFFER = 8192;
    private final Path socket;

    public Daemon(Path socket) {
        this.socket = socket;
    }

    /**
     * Asks and waits for the answer, for as long as the request has patience.
     *
     * @throws io.edgeward.cli.contract.Failure where the daemon cannot be reached, goes away, does
     *     not answer in time, or answers with what is not HTTP and JSON
     */
    public Answer ask(Request request) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            Thread alarm = closeAfter(request, channel);
            try {
                connect(channel);
                return talk(request, channel);
            } finally {
                alarm.interrupt();
            }
        } catch (AsynchronousCloseException e) {
            throw Unreachable.tooSlow(socket, request).failure();
        } catch (HttpException e) {
            throw Complaint.internal(
                            "What listens at " + socket + " does not speak HTTP: " + e.getMessage(),
                            "See `systemctl status edgeward`.")
                    .failure();
        } catch (IOException e) {
            throw Unreachable.wentAway(socket, request, e).failure();
        }
    }

    private void connect(SocketChannel channel) throws AsynchronousCloseException {
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (AsynchronousCloseException e) {
            throw e;
        } catch (IOException e) {
            throw Unreachable.notThere(socket, e).failure();
        }
    }

    // A blocking channel knows no timeout; closing it wakes whoever waits on it.
    private static Thread closeAfter(Request request, SocketChannel channel) {
        return Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        Thread.sleep(request.patience());
                        channel.close();
                    } catch (InterruptedException | IOException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private static Answer talk(Request request, SocketChannel channel)
            throws IOException, HttpException {
        InputStream in = Channels.newInputStream(channel);
        try {
            send(request, Channels.newOutputStream(channel));
        } catch (AsynchronousCloseException e) {
            throw e;
        } catch (IOException e) {
            // A refusal may have come before all was read; without one, that is the fault to tell.
            return receiveAfter(e, in);
        }
        return receive(in);
    }

    private static Answer receiveAfter(IOException cause, InputStream in)
            throws IOException, HttpException {
        try {
            return receive(in);
        } catch (IOException e) {
            cause.addSuppressed(e);
            throw cause;
        }
    }

    private static void send(Request request, OutputStream out) throws IOException, HttpException {
        var head = new BasicClassicHttpRequest(request.method(), request.target());
        head.setHeader("Host", "edgeward");
        head.setHeader("Accept", "application/json, application/problem+json");
        head.setHeader("Connection", "close");
        byte[] bytes = new byte[0];
        if (request.body().isPresent()) {
            bytes = request.body().get().bytes();
            head.setHeader("Content-Type", request.body().get().type());
        }
        if (request.alters()) {
            head.setHeader("Content-Length", bytes.length);
        }
        var buffer = new SessionOutputBufferImpl(BUFFER);
        new DefaultHttpRequestWriter().write(head, buffer, out);
        buffer.write(bytes, 0, bytes.length, out);
        buffer.flush(out);
    }

    private static Answer receive(InputStream in) throws IOException, HttpException {
        var buffer = new SessionInputBufferImpl(BUFFER);
        ClassicHttpResponse head = new DefaultHttpResponseParser().parse(buffer, in);
        if (head == null) {
            throw new IOException("it closed the connection");
        }
        long length = new DefaultContentLengthStrategy().determineLength(head);
        InputStream body =
                length == ContentLengthStrategy.CHUNKED
                        ? new ChunkedInputStream(buffer, in)
                        : length == ContentLengthStrategy.UNDEFINED
                                ? new IdentityInputStream(buffer, in)
                                : new ContentLengthInputStream(buffer, in, length);
        try {
            return new Answer(head.getCode(), Json.read(body.readAllBytes()));
        } catch (JacksonException e) {
            throw Complaint.internal(
                            "The daemon's answer is not JSON: " + e.getOriginalMessage(),
                            "See `journalctl -u edgeward`.")
                    .failure();
        }
    }
}
