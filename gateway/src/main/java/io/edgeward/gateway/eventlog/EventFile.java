package io.edgeward.gateway.eventlog;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Predicate;

/**
 * Lines in a file, and in its predecessor {@code .1} once it has grown. What stands behind the last
 * line end was torn by a power cut: it is moved to {@code .torn} when the file is opened. Not a
 * channel, because an interrupted thread would close that for everybody. Not for several threads.
 */
final class EventFile implements Lines {
    private static final int CHUNK = 64 * 1024;

    private final Path folder;
    private final String name;
    private final long limit;
    private final FileChannel lock;
    private RandomAccessFile file;
    private long size;

    private EventFile(Path folder, String name, long limit, FileChannel lock) throws IOException {
        this.folder = folder;
        this.name = name;
        this.limit = limit;
        this.lock = lock;
        this.file = new RandomAccessFile(path("").toFile(), "rw");
        this.size = file.length();
    }

    /**
     * Opens it, and makes it where there is none.
     *
     * @param limit so many bytes, and it becomes the predecessor
     * @throws IOException also if somebody else has it open
     */
    static EventFile open(Path folder, String name, long limit) throws IOException {
        Files.createDirectories(folder);
        FileChannel lock = lock(folder.resolve(name + ".lock"));
        try {
            var file = new EventFile(folder, name, limit, lock);
            file.syncFolder();
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

    private void setAsideWhatIsTorn() throws IOException {
        long whole = endOfLastLine();
        if (whole == size) {
            return;
        }
        try (var torn = new RandomAccessFile(path(".torn").toFile(), "rw")) {
            torn.setLength(0);
            byte[] chunk = new byte[CHUNK];
            file.seek(whole);
            for (int read = file.read(chunk); read >= 0; read = file.read(chunk)) {
                torn.write(chunk, 0, read);
            }
            torn.getFD().sync();
        }
        cutTo(whole);
    }

    private long endOfLastLine() throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (long end = size; end > 0; ) {
            int length = (int) Math.min(CHUNK, end);
            end -= length;
            file.seek(end);
            file.readFully(chunk, 0, length);
            for (int i = length - 1; i >= 0; i--) {
                if (chunk[i] == '\n') {
                    return end + i + 1;
                }
            }
        }
        return 0;
    }

    private void cutTo(long length) throws IOException {
        file.setLength(length);
        file.getFD().sync();
        size = length;
    }

    @Override
    public void append(byte[] line) throws IOException {
        if (size > 0 && size + line.length > limit) {
            rotate();
        }
        try {
            file.seek(size);
            file.write(line);
            file.getFD().sync();
            size += line.length;
        } catch (IOException e) {
            takeBack(e);
            throw e;
        }
    }

    /** Half a line before the next one would spoil that one too. */
    private void takeBack(IOException cause) {
        try {
            cutTo(size);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private void rotate() throws IOException {
        Files.move(
                path(""),
                path(".1"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        var next = new RandomAccessFile(path("").toFile(), "rw");
        file.close();
        file = next;
        size = next.length();
        syncFolder();
    }

    @Override
    public void backwards(Predicate<byte[]> wantsMore) throws IOException {
        if (backwards(file, size, wantsMore) && Files.exists(path(".1"))) {
            try (var older = new RandomAccessFile(path(".1").toFile(), "r")) {
                backwards(older, older.length(), wantsMore);
            }
        }
    }

    private static boolean backwards(RandomAccessFile file, long end, Predicate<byte[]> wantsMore)
            throws IOException {
        var lines = new LinesBackwards(file, end);
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            if (!wantsMore.test(line.get())) {
                return false;
            }
        }
        return true;
    }

    private Path path(String suffix) {
        return folder.resolve(name + suffix);
    }

    /** A new name lasts only when its folder is on disk. */
    private void syncFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
        lock.close();
    }
}
