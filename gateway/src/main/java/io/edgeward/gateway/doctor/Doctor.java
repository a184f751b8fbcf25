package io.edgeward.gateway.doctor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every probe at the same time. May be called from any thread. */
public final class Doctor {
    private static final Logger LOG = LoggerFactory.getLogger(Doctor.class);

    private final List<Probe> probes;
    private final Duration patience;

    /**
     * @param patience how long all of them together are waited for
     */
    public Doctor(List<Probe> probes, Duration patience) {
        this.probes = List.copyOf(probes);
        this.patience = patience;
    }

    /** What they found, in the order in which the probes were named. */
    public List<Check> examine() {
        long end = System.nanoTime() + patience.toNanos();
        List<FutureTask<List<Check>>> looks =
                probes.stream().map(probe -> new FutureTask<>(probe::look)).toList();
        looks.forEach(look -> Thread.ofVirtual().name("doctor").start(look));
        return java.util.stream.IntStream.range(0, probes.size())
                .mapToObj(i -> result(probes.get(i), looks.get(i), end))
                .flatMap(List::stream)
                .toList();
    }

    private List<Check> result(Probe probe, FutureTask<List<Check>> look, long end) {
        try {
            return look.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            look.cancel(true);
            return failed(probe, "It did not answer within " + patience.toSeconds() + " s.");
        } catch (ExecutionException e) {
            LOG.warn("Looking at {} failed", probe.name(), e.getCause());
            return failed(probe, "It could not be looked at; the reason is in the log.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(probe, "Looking at it was interrupted.");
        }
    }

    private static List<Check> failed(Probe probe, String says) {
        return List.of(Check.unknown(probe.name(), says, "See the log: `journalctl -u edgeward`."));
    }
}
