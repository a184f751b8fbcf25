package io.edgeward.platform.linux;

import io.edgeward.core.platform.BootTime;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The kernel's boot clock, the one of /proc/uptime: asked directly, since the daemon's sandbox
 * hides that file.
 */
final class BootClock {
    private static final int CLOCK_BOOTTIME = 7;
    private static final long NANOS_PER_HUNDREDTH = 10_000_000;
    private static final MethodHandle CLOCK_GETTIME = clockGettime();

    private BootClock() {}

    @SuppressWarnings("restricted")
    private static MethodHandle clockGettime() {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("clock_gettime"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    }

    static BootTime now() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment timespec = arena.allocate(ValueLayout.JAVA_LONG, 2);
            if ((int) CLOCK_GETTIME.invokeExact(CLOCK_BOOTTIME, timespec) != 0) {
                throw new IllegalStateException("this kernel has no boot clock (CLOCK_BOOTTIME)");
            }
            long seconds = timespec.getAtIndex(ValueLayout.JAVA_LONG, 0);
            long nanos = timespec.getAtIndex(ValueLayout.JAVA_LONG, 1);
            return new BootTime(seconds * 100 + nanos / NANOS_PER_HUNDREDTH);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("calling clock_gettime", e);
        }
    }
}
