package io.edgeward.gateway.eventlog;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.Optional;

/**
 * Reads the lines of a file from its end, so that a long log costs no more than what is asked of
 * it. Not for several threads.
 */
final class LinesBackwards {
    private static final int CHUNK = 64 * 1024;

    /** What is longer is no line of ours; it is told in pieces, which are no events either. */
    private static final int LONGEST_LINE = 8 * 1024 * 1024;

    private final RandomAccessFile file;

    /** Bytes {@code from} (within the file) onwards that were read and not yet told. */
    private byte[] pending = new byte[0];

    private long from;

    /**
     * @param end reads what stands before this offset, which is 0 or follows a line end
     */
    LinesBackwards(RandomAccessFile file, long end) {
        this.file = file;
        this.from = end;
    }

    /** The line before, without its end; empty at the beginning of the file. */
    Optional<byte[]> next() throws IOException {
        while (true) {
            int last = pending.length - 1;
            // The last byte ends the line that is looked for.
            for (int i = last - 1; i >= 0; i--) {
                if (pending[i] == '\n') {
                    return Optional.of(take(i + 1));
                }
            }
            if (from == 0 || pending.length > LONGEST_LINE) {
                return pending.length == 0 ? Optional.empty() : Optional.of(take(0));
            }
            readMore();
        }
    }

    private byte[] take(int start) {
        int length = pending.length - start;
        boolean ended = length > 0 && pending[pending.length - 1] == '\n';
        byte[] line = new byte[ended ? length - 1 : length];
        System.arraycopy(pending, start, line, 0, line.length);
        byte[] rest = new byte[start];
        System.arraycopy(pending, 0, rest, 0, start);
        pending = rest;
        return line;
    }

    private void readMore() throws IOException {
        int wanted = (int) Math.min(Math.max(CHUNK, pending.length), from);
        byte[] more = new byte[wanted + pending.length];
        file.seek(from - wanted);
        file.readFully(more, 0, wanted);
        System.arraycopy(pending, 0, more, wanted, pending.length);
        pending = more;
        from -= wanted;
    }
}
