package io.edgeward.platform.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/**
 * Asks the kernel who is at the other end of a connected Unix socket. Needs the JVM's options
 * {@code --add-exports java.base/sun.nio.ch=ALL-UNNAMED} and {@code --enable-native-access}: Java
 * itself tells user and group, but not the process.
 */
public final class PeerCredentials {
    private static final int SOL_SOCKET = 1;
    private static final int SO_PEERCRED = 17;
    private static final MethodHandle GETSOCKOPT = getsockopt();

    private PeerCredentials() {}

    @SuppressWarnings("restricted")
    private static MethodHandle getsockopt() {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("getsockopt"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS));
    }

    /**
     * Who connected, or was connected to.
     *
     * @param channel connected, of the family UNIX
     * @throws UncheckedIOException if it is closed or of another family
     */
    public static Peer of(SocketChannel channel) {
        try (Arena arena = Arena.ofConfined()) {
            String user = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
            MemorySegment ucred = arena.allocate(ValueLayout.JAVA_INT, 3);
            MemorySegment length = arena.allocate(ValueLayout.JAVA_INT);
            length.set(ValueLayout.JAVA_INT, 0, (int) ucred.byteSize());
            int descriptor = descriptor(channel);
            int result =
                    (int)
                            GETSOCKOPT.invokeExact(
                                    descriptor, SOL_SOCKET, SO_PEERCRED, ucred, length);
            if (result != 0) {
                throw new IOException("the kernel does not say who the peer is");
            }
            return new Peer(
                    ucred.getAtIndex(ValueLayout.JAVA_INT, 0),
                    Integer.toUnsignedLong(ucred.getAtIndex(ValueLayout.JAVA_INT, 1)),
                    Integer.toUnsignedLong(ucred.getAtIndex(ValueLayout.JAVA_INT, 2)),
                    user);
        } catch (IOException e) {
            throw new UncheckedIOException("asking who is at the other end of a socket", e);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("calling getsockopt", e);
        }
    }

    /** By reflection, so that the module is compiled against the public Java only. */
    private static int descriptor(SocketChannel channel) {
        try {
            return (int)
                    Class.forName("sun.nio.ch.SelChImpl").getMethod("getFDVal").invoke(channel);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this JVM does not tell a socket's descriptor: start it with"
                            + " --add-exports java.base/sun.nio.ch=ALL-UNNAMED",
                    e);
        }
    }
}
