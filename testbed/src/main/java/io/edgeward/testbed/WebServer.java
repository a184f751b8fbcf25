package io.edgeward.testbed;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server of a neighbour, to see whether the gateway gets out, and who it is out there. */
public final class WebServer implements AutoCloseable {

    private final HttpServer server;
    private final CopyOnWriteArrayList<String> callers;

    private WebServer(HttpServer server, CopyOnWriteArrayList<String> callers) {
        this.server = server;
        this.callers = callers;
    }

    static WebServer start(int port, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var callers = new CopyOnWriteArrayList<String>();
        var server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext(
                "/",
                exchange -> {
                    callers.add(exchange.getRemoteAddress().getAddress().getHostAddress());
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
        return new WebServer(server, callers);
    }

    /** The addresses that requests came from, in order: behind NAT it is the gateway's own. */
    public List<String> callers() {
        return List.copyOf(callers);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
