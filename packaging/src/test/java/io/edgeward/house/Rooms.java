package io.edgeward.house;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who may know whom: the map of the house, from the ground up. Nothing may know what is not told
 * here.
 */
final class Rooms {
    private static final String[] WORDS = {"core.settings", "core.platform", "core.facet"};
    private static final String[] CORE = and(WORDS, "core.enforcement");

    /** A package, and the packages of ours that it may know; {@code *} is one level. */
    static final Map<String, List<String>> MAY_KNOW =
            new Rows()
                    // The language first, then the ports, then what a facet is; the engine knows
                    // all three.
                    .row("core")
                    .row("core.settings")
                    .row("core.platform", "core.settings")
                    .row("core.facet", "core.settings", "core.platform")
                    .row("core.enforcement", WORDS)
                    // Facets and rules speak core's words and never reach for the engine.
                    .row("facets.*", WORDS)
                    .row("facets", "facets.*", "core.facet")
                    .row("posture", WORDS)
                    // A world knows its port only.
                    .row("platform.linux", "core.settings", "core.platform")
                    .row("platform.simulated", "core.settings", "core.platform")
                    .row("gateway.logging")
                    .row("gateway.eventlog", CORE)
                    .row("gateway.hardening", and(CORE, "posture"))
                    .row(
                            "gateway.doctor",
                            and(CORE, "posture", "gateway.eventlog", "gateway.hardening"))
                    .row("gateway.api", and(CORE, "posture", "gateway.doctor", "gateway.hardening"))
                    .row("gateway.demo", "core.settings")
                    // The composition root: the one place that knows every room.
                    .row("gateway", "core.*", "facets", "posture", "platform.*", "gateway.*")
                    // Another process: it knows nothing of the rest, not even core.
                    .row("cli.contract")
                    .row("cli.daemon", "cli.contract")
                    .row("cli.text", "cli.contract")
                    .row("cli.call", "cli.contract", "cli.daemon", "cli.text")
                    .row("cli.command", "cli.contract", "cli.daemon", "cli.text", "cli.call")
                    .row("cli", "cli.contract", "cli.text", "cli.call", "cli.command")
                    .row("cli.docs", "cli")
                    .rows();

    /** A library, and the only packages that may know it: behind these doors it can be replaced. */
    static final Map<String, List<String>> DOORS =
            new Rows()
                    .row("com.github.victools..", "core.settings")
                    .row("com.networknt.schema..", "core.settings", "posture")
                    .row("tools.jackson.dataformat..", "posture")
                    .row("org.freedesktop.dbus..", "platform.linux")
                    .row("org.eclipse.jetty..", "gateway.api")
                    .row("io.javalin..", "gateway.api")
                    .row("jakarta..", "gateway.api")
                    .row("ch.qos.logback..", "gateway.logging")
                    .row("org.slf4j..", "gateway", "gateway.*")
                    .row("picocli..", "cli", "cli.call", "cli.command", "cli.docs")
                    .row("org.apache.hc..", "cli.daemon")
                    .rows();

    private Rooms() {}

    private static String[] and(String[] some, String... more) {
        return Stream.of(some, more).flatMap(Arrays::stream).toArray(String[]::new);
    }

    private record Rows(Map<String, List<String>> rows) {
        Rows() {
            this(new LinkedHashMap<>());
        }

        Rows row(String name, String... others) {
            rows.put(name, List.of(others));
            return this;
        }
    }
}
