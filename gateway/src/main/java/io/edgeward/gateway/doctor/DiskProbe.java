package io.edgeward.gateway.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether the disk has room for what is written: generations, and the event log. */
public final class DiskProbe implements Probe {
    private static final String NAME = "disk";
    private static final long MEBIBYTE = 1024L * 1024;
    private static final long LOW = 64 * MEBIBYTE;
    private static final long FULL = 4 * MEBIBYTE;

    private final Path state;

    public DiskProbe(Path state) {
        this.state = state;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Check> look() {
        try {
            long free = Files.getFileStore(state).getUsableSpace();
            String says = free / MEBIBYTE + " MiB are free where " + state + " is.";
            // Not FileStore.isReadOnly(): in its sandbox the daemon may write here, and nowhere
            // else.
            if (!Files.isWritable(state)) {
                return List.of(
                        Check.error(
                                NAME,
                                "The disk where " + state + " is can only be read.",
                                "See `dmesg`; a change needs a disk that can be written."));
            }
            return List.of(
                    free < FULL
                            ? Check.error(NAME, says, "Make room; no change can be made.")
                            : free < LOW
                                    ? Check.warning(NAME, says, "Make room soon.")
                                    : Check.ok(NAME, says));
        } catch (IOException e) {
            throw new UncheckedIOException("asking for the room on the disk of " + state, e);
        }
    }
}
