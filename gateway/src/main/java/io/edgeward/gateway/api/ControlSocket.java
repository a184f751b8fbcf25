package io.edgeward.gateway.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The interface on a Unix socket, 0660 and given to the administrators' group where there is one.
 * Only one daemon has a socket: it holds the lock beside it for as long as it lives, so that a
 * socket which a dead one left behind can be told from one that is in use.
 */
public final class ControlSocket implements AutoCloseable {
    /** Who may open the socket beside its owner. */
    public static final String GROUP = "edgeward-admin";

    private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);

    /** Documents up to this many times 1 MiB are in memory at once. */
    private static final int MAX_CONNECTIONS = 32;

    private static final int MAX_HEAD_BYTES = 16 * 1024;
    private static final int MAX_THREADS = MAX_CONNECTIONS + 16;
    private static final int MAX_PATH_BYTES = 107;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Whoever waits for the answer to a change says nothing meanwhile. */
    private static final Duration LONGEST_CHANGE = Duration.ofMinutes(3);

    private final Path path;
    private final FileChannel lock;
    private final Server server;

    private ControlSocket(Path path, FileChannel lock, Server server) {
        this.path = path;
        this.lock = lock;
        this.server = server;
    }

    /** A path that no daemon can serve, with the reason and the way out. */
    public static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unusable(String says) {
            super(says);
        }
    }

    /**
     * Opens the socket and serves; what a request needs of {@code services} may come later.
     *
     * @throws Unusable if another daemon serves it, or something else stands there
     */
    public static ControlSocket open(Path path, Supplier<Services> services, Callers callers) {
        try {
            if (path.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length
                    > MAX_PATH_BYTES) {
                throw new Unusable(
                        "The path of the control socket is too long: a socket's path has at most "
                                + MAX_PATH_BYTES
                                + " bytes. Give a shorter one with --socket.");
            }
            FileChannel lock = lock(path);
            removeStale(path);
            Server server = server(path, new Api(services, callers));
            start(server, path);
            hand(path);
            return new ControlSocket(path, lock, server);
        } catch (IOException e) {
            throw new UncheckedIOException("opening the control socket " + path, e);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        Path beside = path.resolveSibling(path.getFileName() + ".lock");
        FileChannel channel =
                FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process, which is no better than by another.
        }
        channel.close();
        throw new Unusable(
                "Another Edgeward serves "
                        + path
                        + " already. Stop it, or give this one another socket with --socket and"
                        + " another folder with --state.");
    }

    private static void removeStale(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        // A socket is neither of the three.
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                || Files.isSymbolicLink(path)) {
            throw new Unusable(
                    path
                            + " is not a socket, so it was left alone. Move it away, or give another"
                            + " path with --socket.");
        }
        Files.delete(path);
    }

    private static Server server(Path path, Api api) {
        var threads = new QueuedThreadPool(MAX_THREADS, 4);
        threads.setName("http");
        // Once in 80,000 broken requests an answer held bytes of a request before: no buffer serves
        // two.
        var server = new Server(threads, null, new ByteBufferPool.NonPooling());
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(MAX_HEAD_BYTES);
        http.setUseInputDirectByteBuffers(false);
        http.setUseOutputDirectByteBuffers(false);
        var connector =
                new UnixDomainServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setUnixDomainPath(path);
        connector.setIdleTimeout(LONGEST_CHANGE.toMillis());
        connector.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
        server.addConnector(connector);

        var servlets = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
        servlets.setContextPath("/");
        servlets.addServlet(new ServletHolder(api.servlet()), "/*");
        servlets.setErrorHandler(new JettyProblems());
        var watch = new ConnectionWatch(servlets, PATIENCE);
        connector.addBean(watch, false);
        server.setHandler(watch);
        server.setErrorHandler(new JettyProblems());
        return server;
    }

    private static void start(Server server, Path path) {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("opening the control socket " + path, e);
        } catch (Exception e) {
            throw new IllegalStateException("starting the HTTP server", e);
        }
    }

    private static void hand(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw----"));
        try {
            var group =
                    path.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByGroupName(GROUP);
            Files.getFileAttributeView(path, PosixFileAttributeView.class).setGroup(group);
        } catch (UserPrincipalNotFoundException e) {
            LOG.info("There is no group {}: only the owner of {} may use it.", GROUP, path);
        } catch (IOException e) {
            LOG.warn(
                    "The control socket {} could not be given to the group {} ({}): only its owner"
                            + " may use it.",
                    path,
                    GROUP,
                    e.getMessage());
        }
    }

    /** Ends all connections and takes the socket away. */
    @Override
    public void close() {
        try {
            server.stop();
            Files.deleteIfExists(path);
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the control socket " + path, e);
        } catch (Exception e) {
            throw new IllegalStateException("stopping the HTTP server", e);
        }
    }
}
