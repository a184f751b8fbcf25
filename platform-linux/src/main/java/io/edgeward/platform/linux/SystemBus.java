package io.edgeward.platform.linux;

import io.edgeward.core.platform.PlatformException;
import io.edgeward.core.platform.PlatformException.Kind;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.jspecify.annotations.Nullable;

/**
 * Calls on the system bus, many at once: all questions are sent before the first answer is awaited.
 * Connects when first needed and again after the bus went away. May be called from any thread.
 */
final class SystemBus implements AutoCloseable {
    private final Path socket;
    private final Duration patience;
    private final ReentrantLock connecting = new ReentrantLock();
    private @Nullable DBusConnection connection;

    /**
     * @param patience how long to wait for a connection, and for the answers to one batch of calls
     */
    SystemBus(Path socket, Duration patience) {
        this.socket = socket;
        this.patience = patience;
    }

    /** A question. */
    record Call(
            String service,
            String path,
            String of,
            String member,
            String signature,
            List<Object> arguments) {
        /** Asks for a property of an object. */
        static Call property(String service, String path, String of, String name) {
            return new Call(
                    service,
                    path,
                    "org.freedesktop.DBus.Properties",
                    "Get",
                    "ss",
                    List.of(of, name));
        }

        /** Asks for all properties of an object. */
        static Call properties(String service, String path, String of) {
            return new Call(
                    service, path, "org.freedesktop.DBus.Properties", "GetAll", "s", List.of(of));
        }
    }

    /** What came back. */
    sealed interface Reply {
        record Values(List<Object> values) implements Reply {
            /** The only value of this kind of answer. */
            Object only() {
                return values.getFirst();
            }
        }

        /**
         * It said no.
         *
         * @param name as {@code org.freedesktop.DBus.Error.UnknownObject}
         */
        record Fault(String name, String message) implements Reply {}
    }

    Reply call(Call call) {
        return call(List.of(call)).getFirst();
    }

    /**
     * The answers in the order of the calls.
     *
     * @throws PlatformException if one of them did not come
     */
    List<Reply> call(List<Call> calls) {
        DBusConnection bus = connected();
        try {
            long end = System.nanoTime() + patience.toNanos();
            List<MethodCall> sent = new ArrayList<>();
            for (Call call : calls) {
                MethodCall message =
                        bus.getMessageFactory()
                                .createMethodCall(
                                        call.service(),
                                        call.path(),
                                        call.of(),
                                        call.member(),
                                        (byte) 0,
                                        call.signature(),
                                        call.arguments().toArray());
                bus.sendMessage(message);
                sent.add(message);
            }
            List<Reply> replies = new ArrayList<>();
            for (MethodCall message : sent) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                replies.add(reply(message, message.getReply(Math.max(1, left))));
            }
            return replies;
        } catch (DBusException | RuntimeException e) {
            disconnect();
            if (e instanceof PlatformException told) {
                throw told;
            }
            throw new PlatformException(Kind.UNREACHABLE, "calling on the system bus " + socket, e);
        }
    }

    private Reply reply(MethodCall call, @Nullable Message answer) throws DBusException {
        if (answer == null) {
            throw new PlatformException(
                    Kind.TIMED_OUT,
                    "asking "
                            + call.getDestination()
                            + " on the system bus for "
                            + call.getName()
                            + ": no answer within "
                            + patience.toMillis()
                            + " ms");
        }
        @Nullable Object @Nullable [] parameters = answer.getParameters();
        List<Object> values = new ArrayList<>();
        for (Object parameter : parameters == null ? new Object[0] : parameters) {
            values.add(parameter == null ? "" : parameter);
        }
        return answer instanceof Error
                ? new Reply.Fault(
                        Optional.ofNullable(answer.getName()).orElse(""),
                        values.isEmpty() ? "" : values.getFirst().toString())
                : new Reply.Values(values);
    }

    private DBusConnection connected() {
        connecting.lock();
        try {
            DBusConnection known = connection;
            if (known != null && known.isConnected()) {
                return known;
            }
            disconnect();
            DBusConnection fresh = connect();
            connection = fresh;
            return fresh;
        } finally {
            connecting.unlock();
        }
    }

    /** On a thread of its own, since a bus that accepts and then says nothing knows no timeout. */
    private DBusConnection connect() {
        try (var _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            // Somebody listens. Where nobody does, the library would try again and again.
        } catch (IOException e) {
            throw unreachable(e);
        }
        var attempt = new CompletableFuture<DBusConnection>();
        Thread.ofPlatform()
                .daemon()
                .name("edgeward-bus-connect")
                .start(() -> {
                    try {
                        DBusConnection fresh =
                                DBusConnectionBuilder.forAddress("unix:path=" + socket)
                                        .withShared(false)
                                        .withDisconnectCallback(new Lost())
                                        .build();
                        if (!attempt.complete(fresh)) {
                            fresh.disconnect();
                        }
                    } catch (DBusException | RuntimeException e) {
                        attempt.completeExceptionally(e);
                    }
                });
        try {
            return attempt.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            attempt.cancel(false);
            throw new PlatformException(
                    Kind.TIMED_OUT, "connecting to the system bus at " + socket, e);
        } catch (ExecutionException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException(
                    Kind.TIMED_OUT, "connecting to the system bus at " + socket, e);
        }
    }

    private PlatformException unreachable(Throwable cause) {
        return new PlatformException(
                Kind.UNREACHABLE,
                "connecting to the system bus at " + socket + " (does dbus.service run?)",
                cause);
    }

    /** The bus hung up: the next call need not find that out by waiting in vain. */
    private final class Lost implements IDisconnectCallback {
        @Override
        public void disconnectOnError(@Nullable IOException cause) {
            // Not on the thread that tells it: closing waits for that one.
            Thread.ofVirtual().start(SystemBus.this::disconnect);
        }
    }

    private void disconnect() {
        connecting.lock();
        try {
            if (connection != null) {
                connection.disconnect();
            }
            connection = null;
        } finally {
            connecting.unlock();
        }
    }

    @Override
    public void close() {
        disconnect();
    }
}
