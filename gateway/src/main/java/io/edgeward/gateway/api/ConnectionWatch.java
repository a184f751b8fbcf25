package io.edgeward.gateway.api;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Closes connections on which no request has come for a while. A byte now and then does not keep
 * one open: only a whole head of a request does. May be called from any thread.
 */
final class ConnectionWatch extends Handler.Wrapper implements Connection.Listener {
    private final Duration patience;
    private final Map<EndPoint, Mark> marks = new ConcurrentHashMap<>();

    /** Since when nothing is being done for a connection, or that something is. */
    private record Mark(boolean busy, long since) {}

    ConnectionWatch(Handler handler, Duration patience) {
        super(handler);
        this.patience = patience;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        Thread.ofVirtual().name("connection-watch").start(this::watch);
    }

    private void watch() {
        try {
            while (isRunning() || isStarting()) {
                Thread.sleep(patience.dividedBy(4));
                closeIdle(System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeIdle(long now) {
        marks.forEach((endPoint, mark) -> {
            if (!mark.busy() && now - mark.since() > patience.toNanos()) {
                endPoint.close();
            }
        });
    }

    @Override
    public void onOpened(Connection connection) {
        marks.put(connection.getEndPoint(), idle());
    }

    @Override
    public void onClosed(Connection connection) {
        marks.remove(connection.getEndPoint());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        marks.replace(endPoint, new Mark(true, 0));
        Request.addCompletionListener(request, failure -> marks.replace(endPoint, idle()));
        return super.handle(request, response, callback);
    }

    private static Mark idle() {
        return new Mark(false, System.nanoTime());
    }
}
