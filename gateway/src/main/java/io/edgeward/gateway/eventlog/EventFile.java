package io.edgeward.gateway.eventlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Predicate;

/**
 * Lines in a file, and in its predecessor {@code .1} once it has grown. A line is on disk when
 * {@link #append} returns. What stands behind the last line end was torn by a power cut: it is
 * moved to {@code .torn} when the file is opened. Not for several threads.
 */
final class EventFile implements AutoCloseable {
    private final Path folder;
    private final Path path;
    private final long limit;
    private final FileChannel lock;
    private FileChannel channel;
    private long size;

    private EventFile(Path folder, String name, long limit, FileChannel lock, FileChannel channel)
            throws IOException {
        this.folder = folder;
        this.path = folder.resolve(name);
        this.limit = limit;
        this.lock = lock;
        this.channel = channel;
        this.size = channel.size();
    }

    /**
     * @param limit so many bytes, and it becomes the predecessor
     * @throws IOException also if somebody else has it open
     */
    static EventFile open(Path folder, String name, long limit) throws IOException {
        Files.createDirectories(folder);
        FileChannel lock = lock(folder.resolve(name + ".lock"));
        try {
            var file = new EventFile(folder, name, limit, lock, channel(folder.resolve(name)));
            sync(folder);
            file.setAsideWhatIsTorn();
            return file;
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process, which is no better than by another.
        }
        channel.close();
        throw new IOException("another Edgeward has it open (" + path + " is locked)");
    }

    private static FileChannel channel(Path path) throws IOException {
        return FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private void setAsideWhatIsTorn() throws IOException {
        long whole = endOfLastLine();
        if (whole == size) {
            return;
        }
        try (FileChannel torn =
                FileChannel.open(
                        folder.resolve(path.getFileName() + ".torn"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            for (long at = whole; at < size; ) {
                at += channel.transferTo(at, size - at, torn);
            }
            torn.force(true);
        }
        cutTo(whole);
    }

    private long endOfLastLine() throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(64 * 1024);
        long end = size;
        while (end > 0) {
            long start = Math.max(0, end - chunk.capacity());
            chunk.clear().limit((int) (end - start));
            int read;
            do {
                read = channel.read(chunk, start + chunk.position());
            } while (read >= 0 && chunk.hasRemaining());
            for (int i = chunk.position() - 1; i >= 0; i--) {
                if (chunk.get(i) == '\n') {
                    return start + i + 1;
                }
            }
            end = start;
        }
        return 0;
    }

    private void cutTo(long length) throws IOException {
        channel.truncate(length);
        channel.force(true);
        size = length;
    }

    /** Writes a line, which ends in a line end; nothing of it stays if that fails. */
    void append(byte[] line) throws IOException {
        if (size > 0 && size + line.length > limit) {
            rotate();
        }
        try {
            ByteBuffer buffer = ByteBuffer.wrap(line);
            while (buffer.hasRemaining()) {
                channel.write(buffer, size + buffer.position());
            }
            channel.force(false);
            size += line.length;
        } catch (IOException e) {
            // Half a line before the next one would spoil that one too.
            cutTo(size);
            throw e;
        }
    }

    private void rotate() throws IOException {
        Files.move(
                path,
                predecessor(),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        FileChannel next = channel(path);
        channel.close();
        channel = next;
        size = 0;
        sync(folder);
    }

    /** Shows the lines, newest first, until {@code wantsMore} says no. */
    void backwards(Predicate<byte[]> wantsMore) throws IOException {
        if (backwards(channel, size, wantsMore) && Files.exists(predecessor())) {
            try (FileChannel older = FileChannel.open(predecessor(), StandardOpenOption.READ)) {
                backwards(older, older.size(), wantsMore);
            }
        }
    }

    private static boolean backwards(FileChannel file, long end, Predicate<byte[]> wantsMore)
            throws IOException {
        var lines = new LinesBackwards(file, end);
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            if (!wantsMore.test(line.get())) {
                return false;
            }
        }
        return true;
    }

    private Path predecessor() {
        return folder.resolve(path.getFileName() + ".1");
    }

    /** A new name lasts only when its folder is on disk. */
    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        lock.close();
    }
}
