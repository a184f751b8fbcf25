package io.edgeward.gateway.api;

import io.edgeward.core.enforcement.Principal;
import io.javalin.http.Context;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** Finds the connection of a request, and with it who asks. */
record Caller(Callers callers) {
    Principal of(Context context) {
        Object transport =
                ServletContextRequest.getServletContextRequest(context.req())
                        .getConnectionMetaData()
                        .getConnection()
                        .getEndPoint()
                        .getTransport();
        if (transport instanceof SocketChannel connection) {
            return callers.of(connection);
        }
        throw new IllegalStateException("this request came over no socket: " + transport);
    }
}
