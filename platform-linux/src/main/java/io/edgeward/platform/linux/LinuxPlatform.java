package io.edgeward.platform.linux;

import io.edgeward.core.platform.Answer;
import io.edgeward.core.platform.BootTime;
import io.edgeward.core.platform.Generation;
import io.edgeward.core.platform.Login;
import io.edgeward.core.platform.Observation;
import io.edgeward.core.platform.Platform;
import io.edgeward.core.platform.PlatformException;
import io.edgeward.core.platform.PlatformException.Kind;
import io.edgeward.core.platform.Standing;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A real Linux. Keeps no truth but what it asks for anew; may be called from any thread. Closing it
 * ends its connection to the system bus.
 */
public final class LinuxPlatform implements Platform, AutoCloseable {
    private static final Duration PATIENCE_WITH_APPLIER = Duration.ofSeconds(30);
    private static final Duration PATIENCE_WITH_BUS = Duration.ofSeconds(5);

    private final Layout layout;
    private final ApplierClient applier;
    private final Outbox outbox;
    private final GenerationShelf shelf;
    private final StandingFiles standing;
    private final SystemBus bus;
    private final Logins logins;
    private final Observer observer;
    private final ReentrantLock proposing = new ReentrantLock();

    private LinuxPlatform(Layout layout) {
        this.layout = layout;
        this.applier = new ApplierClient(layout.applier(), PATIENCE_WITH_APPLIER);
        this.outbox = new Outbox(layout.outbox());
        this.shelf = new GenerationShelf(layout);
        this.standing = new StandingFiles(layout);
        this.bus = new SystemBus(layout.systemBus(), PATIENCE_WITH_BUS);
        this.logins = new Logins(bus);
        this.observer = new Observer(applier, new Services(new Units(bus), layout));
    }

    /**
     * The gateway whose files stand below {@code root}. Connects to nothing until it is asked.
     *
     * @param root where the gateway's root directory is seen: {@code /}, or {@code /proc/PID/root}
     *     of a container
     */
    public static LinuxPlatform at(Path root) {
        return new LinuxPlatform(new Layout(root));
    }

    @Override
    public String name() {
        return "linux";
    }

    @Override
    public BootTime now() {
        return BootClock.now();
    }

    @Override
    public Standing standing() {
        return standing.read();
    }

    @Override
    public List<Long> generations() {
        return shelf.ids();
    }

    @Override
    public Optional<Generation> generation(long id) {
        return shelf.generation(id);
    }

    @Override
    public Answer adopt(Generation proposal) {
        return propose("import", proposal, proposal.digest());
    }

    @Override
    public Answer activate(Generation proposal, BootTime deadline) {
        return propose("activate", proposal, proposal.digest(), deadline.toString());
    }

    private Answer propose(String verb, Generation proposal, String... words) {
        proposing.lock();
        try {
            outbox.lay(proposal);
            return applier.ask(verb, proposal.id(), words);
        } catch (IOException e) {
            return unwritable(proposal, e);
        } finally {
            outbox.tidy();
            proposing.unlock();
        }
    }

    /** A proposal that cannot be laid out was never made. */
    private static Answer unwritable(Generation proposal, IOException cause) {
        String reason = cause instanceof FileSystemException e ? e.getReason() : null;
        return switch (reason) {
            case "No space left on device", "Disk quota exceeded" ->
                    new Answer.Refused("disk-full", "");
            case "Read-only file system" -> new Answer.Refused("read-only", "");
            case null, default ->
                    throw new PlatformException(
                            Kind.UNREACHABLE,
                            "laying out the proposal of generation " + proposal.id(),
                            cause);
        };
    }

    @Override
    public Answer reactivate(long id, BootTime deadline) {
        return applier.ask("reactivate", id, deadline.toString());
    }

    @Override
    public Answer heal(long id) {
        return applier.ask("reactivate", id);
    }

    @Override
    public Answer extend(long id, BootTime deadline) {
        return applier.ask("extend", id, deadline.toString());
    }

    @Override
    public Answer confirm(long id) {
        return applier.ask("confirm", id);
    }

    @Override
    public Answer revert(long id) {
        return applier.ask("revert", id);
    }

    @Override
    public Observation observe() {
        return observer.look();
    }

    @Override
    public Optional<Login> loginOf(long processId) {
        return logins.of(processId);
    }

    @Override
    public Watch watch(Runnable onChange) {
        return StandingWatch.start(layout.run(), standing::read, onChange);
    }

    @Override
    public void close() {
        bus.close();
    }
}
