package io.edgeward.gateway;

import io.edgeward.platform.simulated.Factory;
import io.edgeward.platform.simulated.SimulatedGateway;
import io.edgeward.platform.simulated.SimulatedPlatform;
import io.edgeward.platform.simulated.SteppedClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;

/** A whole daemon on a simulated gateway whose time stands still until a test lets it pass. */
public final class RunningGateway implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SteppedClock clock = new SteppedClock();
    private final SimulatedGateway machine;
    private final World world;
    private final Gateway gateway;
    private final HttpOverSocket client;

    private RunningGateway(Path folder, Factory factory, LongPredicate isRoot, boolean adopted) {
        this.machine = new SimulatedGateway(clock, factory);
        this.machine.faults().unreachable(!adopted);
        this.world =
                new World(
                        new SimulatedPlatform(machine),
                        folder,
                        folder.resolve("control.sock"),
                        List.of(folder),
                        isRoot,
                        List.of(),
                        false);
        this.gateway = Gateway.start(world);
        this.client = new HttpOverSocket(world.socket());
        if (adopted) {
            await(() -> eventLines().size() == 1 && isIdle());
        }
    }

    /** As it left the factory, with nothing that listens beside SSH; whoever asks is root. */
    public static RunningGateway in(Path folder) {
        return new RunningGateway(folder, Factory.usual().withoutStrays(), uid -> true, true);
    }

    /** The same, but whoever asks is an ordinary user. */
    public static RunningGateway withoutRoot(Path folder) {
        return new RunningGateway(folder, Factory.usual().withoutStrays(), uid -> false, true);
    }

    /** The same, with the port mapper that comes with Debian. */
    public static RunningGateway withStrays(Path folder) {
        return new RunningGateway(folder, Factory.usual(), uid -> true, true);
    }

    /** The applier is not there yet. */
    public static RunningGateway withoutApplier(Path folder) {
        return new RunningGateway(folder, Factory.usual().withoutStrays(), uid -> true, false);
    }

    private boolean isIdle() {
        var status = client.get("/status");
        return status.status() == 200 && !status.at("/busy").asBoolean();
    }

    public SimulatedGateway machine() {
        return machine;
    }

    public Path socket() {
        return world.socket();
    }

    World world() {
        return world;
    }

    public HttpOverSocket client() {
        return client;
    }

    public void pass(Duration time) {
        clock.advance(time);
    }

    /** The lines of the event log as they are on disk. */
    public List<String> eventLines() {
        try {
            return Files.readAllLines(world.state().resolve("events.jsonl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it is so; fails the test if it is never so. */
    public static void await(BooleanSupplier isSo) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s");
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        client.close();
        gateway.close();
    }
}
