package io.edgeward.core.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.platform.Observation.Filter;
import io.edgeward.core.platform.Observation.Listener;
import io.edgeward.core.platform.Observation.Service;
import io.edgeward.core.settings.Protocol;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;

/**
 * What a test of a platform stands on: a gateway for each test, generations to propose, patience.
 * Uses only files that docs/reference/applier.md names.
 */
public abstract class PlatformFixture {
    /** Long enough that a slow gateway does not run into it by itself. */
    static final Duration LONG = Duration.ofMinutes(10);

    static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    static final String SSH = "services/ssh";
    static final String CONSOLE = "services/local-console";

    Platform platform;

    /**
     * A gateway as it left the factory, once for each test: SSH on at port 22, at least one
     * terminal with a login, no table of ours in the packet filter, nothing ever adopted.
     */
    protected abstract Platform factoryFresh();

    /** Shuts the gateway down in order; returns when it is up again and its applier answers. */
    protected abstract void reboot();

    /** Alters a byte of an accepted generation's {@code settings.json}, as root could. */
    protected abstract void damage(long id);

    /** Takes away what makes the units of a switch heed it, as root could. */
    protected abstract void unguard(String switchFile);

    /** Lets a little time pass on the gateway, at most 100 ms. */
    protected void pause() {
        try {
            Thread.sleep(Duration.ofMillis(50));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the gateway", e);
        }
    }

    @BeforeEach
    void unpack() {
        platform = factoryFresh();
    }

    void await(String what, BooleanSupplier so) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting until " + what).isLessThan(end);
            pause();
        }
    }

    static SortedMap<String, String> open() {
        return new TreeMap<>(
                Map.of(
                        Generation.SETTINGS,
                        "{\"version\":1}\n",
                        SSH,
                        "",
                        "values/ssh",
                        "port 22\n",
                        CONSOLE,
                        ""));
    }

    static Generation found(long id) {
        return new Generation(id, 0, "1.0", open());
    }

    /** As it was found, but with a firewall of these rules. */
    static Generation filtered(long id, String... rules) {
        SortedMap<String, String> files = open();
        files.put("firewall/managed", "");
        files.put("firewall/answer-ping", "");
        files.put("firewall/input", rules.length == 0 ? "" : String.join("\n", rules) + "\n");
        return new Generation(id, 1, "1.0", files);
    }

    static Generation without(long id, String... gone) {
        SortedMap<String, String> files = open();
        files.keySet().removeAll(List.of(gone));
        return new Generation(id, 1, "1.0", files);
    }

    BootTime in(Duration window) {
        return platform.now().plus(window);
    }

    void adopted() {
        assertThat(platform.adopt(found(1))).isEqualTo(new Answer.Done());
    }

    void onTrial(Generation next) {
        assertThat(platform.activate(next, in(LONG))).isEqualTo(new Answer.Done());
    }

    void confirmed(Generation next) {
        onTrial(next);
        assertThat(platform.confirm(next.id())).isEqualTo(new Answer.Done());
    }

    static Answer refused(String reason) {
        return new Answer.Refused(reason, "");
    }

    Service service(String switchFile) {
        return Optional.ofNullable(platform.observe().services().get(switchFile)).orElseThrow();
    }

    List<Listener> sshd() {
        return platform.observe().listeners().orElseThrow().stream()
                .filter(it -> it.protocol() == Protocol.TCP && it.process().equals("sshd"))
                .toList();
    }

    Filter filter() {
        return platform.observe().filter().orElseThrow();
    }
}
