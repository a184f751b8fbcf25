package io.edgeward.gateway.eventlog;

import java.io.IOException;
import java.util.function.Predicate;

/** Lines that are only ever added to. Not for several threads. */
interface Lines extends AutoCloseable {
    /**
     * Writes a line, which ends in a line end; it is on disk when this returns.
     *
     * @throws IOException if it could not be written; nothing of it stays then
     */
    void append(byte[] line) throws IOException;

    /** Shows the lines without their ends, newest first, until {@code wantsMore} says no. */
    void backwards(Predicate<byte[]> wantsMore) throws IOException;

    @Override
    void close() throws IOException;
}
