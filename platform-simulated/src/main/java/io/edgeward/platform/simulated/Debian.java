package io.edgeward.platform.simulated;

import io.edgeward.core.platform.Generation;
import io.edgeward.core.platform.Observation;
import io.edgeward.core.platform.Observation.Console;
import io.edgeward.core.platform.Observation.Family;
import io.edgeward.core.platform.Observation.Listener;
import io.edgeward.core.platform.Observation.Service;
import io.edgeward.core.settings.Protocol;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What runs on the simulated gateway. To be called under the gateway's lock only. */
final class Debian {
    private final Factory factory;
    private final PacketFilter filter = new PacketFilter();

    /** What runs, with the arguments that it was started with. */
    private final Map<Switch, String> running = new EnumMap<>(Switch.class);

    private final Set<Switch> stubborn = EnumSet.noneOf(Switch.class);
    private final Set<Switch> broken = EnumSet.noneOf(Switch.class);
    private final Set<Switch> unguarded = EnumSet.allOf(Switch.class);
    private final List<Listener> byHand = new ArrayList<>();
    private final List<String> actions = new ArrayList<>();
    private final Logins logins = new Logins();
    private Map<String, String> followed = Map.of();
    private boolean recovering;

    Debian(Factory factory) {
        this.factory = factory;
    }

    /** Comes up; {@code active} is empty on a gateway that was never adopted. */
    void boot(Optional<Generation> active, boolean recover) {
        running.clear();
        byHand.clear();
        logins.clear();
        filter.flush();
        recovering = recover;
        if (active.isEmpty()) {
            followed = Map.of();
            unguarded.addAll(EnumSet.allOf(Switch.class));
            EnumSet.allOf(Switch.class).stream()
                    .filter(this::enabled)
                    .forEach(it -> running.put(it, arguments(it, factoryFiles())));
        } else {
            unguarded.clear();
            follow(active.get());
        }
        actions.clear();
    }

    /** It is what is followed, and the drop-ins are in place; nothing else is touched. */
    void guard(Generation active) {
        followed = active.files();
        mend();
    }

    /** Drop-ins that are missing are placed again. */
    void mend() {
        unguarded.clear();
    }

    /** Does what differs, closing before opening. */
    void follow(Generation active) {
        followed = active.files();
        if (filter.follow(followed)) {
            actions.add("firewall loaded");
        }
        for (Switch it : Switch.values()) {
            if (!wanted(it)) {
                stop(it);
            }
        }
        for (Switch it : Switch.values()) {
            if (wanted(it)) {
                start(it);
            }
        }
    }

    private boolean wanted(Switch it) {
        return followed.containsKey(it.file()) || (it == Switch.LOCAL_CONSOLE && recovering);
    }

    private void stop(Switch it) {
        logins.cut(it.way());
        if (running.containsKey(it) && !stubborn.contains(it)) {
            running.remove(it);
            actions.add(it.file() + " stopped");
        }
    }

    private void start(Switch it) {
        String arguments = arguments(it, followed);
        if (arguments.equals(running.get(it))
                || (running.containsKey(it) && stubborn.contains(it))
                || !enabled(it)) {
            return;
        }
        running.remove(it);
        if (!broken.contains(it)) {
            running.put(it, arguments);
            actions.add(it.file() + " started");
        }
    }

    private boolean enabled(Switch it) {
        return switch (it) {
            case SSH -> factory.ssh() || followed.containsKey(it.file());
            case LOCAL_CONSOLE -> factory.localConsole() || recovering;
        };
    }

    private Map<String, String> factoryFiles() {
        return Map.of("values/ssh", "port " + factory.sshPort() + "\n");
    }

    private String arguments(Switch it, Map<String, String> files) {
        return it == Switch.SSH ? files.getOrDefault("values/ssh", "") : "";
    }

    /** What {@code nft add rule} by hand does. */
    void openByHand(RuleLine rule) {
        filter.openByHand(rule);
    }

    void flushFilter() {
        filter.flush();
    }

    /** What starting a program from a shell does: no unit, no condition, no switch. */
    void listenByHand(Listener listener) {
        byHand.add(listener);
    }

    void killByHand(String process) {
        byHand.removeIf(listener -> listener.process().equals(process));
    }

    /** {@code systemctl start}: whether it runs afterwards. */
    boolean startUnit(Switch it) {
        if (wanted(it) || unguarded.contains(it)) {
            running.computeIfAbsent(
                    it,
                    any -> {
                        Map<String, String> files = followed.isEmpty() ? factoryFiles() : followed;
                        return arguments(it, files);
                    });
        }
        return running.containsKey(it);
    }

    void stopUnit(Switch it) {
        running.remove(it);
    }

    /** Somebody took the drop-in away, or put it back. */
    void unguard(Switch it, boolean gone) {
        var _ = gone ? unguarded.add(it) : unguarded.remove(it);
    }

    /** It does not stop any more, or start, however it is asked. */
    void sick(Switch it, boolean willNotStop, boolean willNotStart) {
        var _ = willNotStop ? stubborn.add(it) : stubborn.remove(it);
        var _ = willNotStart ? broken.add(it) : broken.remove(it);
    }

    boolean reachable(Protocol protocol, int port, Neighbour from) {
        return listeners().stream()
                        .anyMatch(it ->
                                it.protocol() == protocol && it.port() == port && !it.isLoopback())
                && filter.accepts(protocol, port, from);
    }

    private List<Listener> listeners() {
        List<Listener> all = new ArrayList<>(factory.strays());
        Optional.ofNullable(running.get(Switch.SSH))
                .ifPresent(arguments -> all.addAll(both(Protocol.TCP, port(arguments), "sshd")));
        all.addAll(byHand);
        return List.copyOf(all);
    }

    static List<Listener> both(Protocol protocol, int port, String process) {
        return List.of(
                new Listener(protocol, Family.V4, "0.0.0.0", port, process),
                new Listener(protocol, Family.V6, "::", port, process));
    }

    private int port(String arguments) {
        return arguments
                .lines()
                .filter(line -> line.startsWith("port "))
                .findFirst()
                .map(line -> Integer.parseInt(line.substring("port ".length())))
                .orElse(factory.sshPort());
    }

    Logins logins() {
        return logins;
    }

    boolean runs(Switch it) {
        return running.containsKey(it);
    }

    /** What was started, stopped and loaded since the boot. */
    List<String> actions() {
        return List.copyOf(actions);
    }

    Observation observe(Set<String> hidden) {
        Map<String, String> unseen = new HashMap<>();
        hidden.forEach(component -> unseen.put(component, "the simulation was told to hide it"));
        return new Observation(
                seen(hidden, "listeners", listeners()),
                seen(hidden, "taps", List.of()),
                seen(hidden, "services", services()).orElse(Map.of()),
                seen(hidden, "consoles", consoles()),
                seen(hidden, "filter", filter.observe(factory.hooks())),
                seen(hidden, "values", values()).orElse(Map.of()),
                seen(hidden, "kernelCommandLine", commandLine()),
                recovering,
                seen(hidden, "accounts", factory.accounts()),
                unseen);
    }

    private static <T> Optional<T> seen(Set<String> hidden, String component, T value) {
        return hidden.contains(component) ? Optional.empty() : Optional.of(value);
    }

    private Map<String, Service> services() {
        Map<String, Service> services = new HashMap<>();
        for (Switch it : Switch.values()) {
            services.put(
                    it.file(),
                    new Service(
                            running.containsKey(it) ? it.units().subList(0, 1) : List.of(),
                            enabled(it),
                            unguarded.contains(it) ? it.units() : List.of()));
        }
        return services;
    }

    private List<Console> consoles() {
        return running.containsKey(Switch.LOCAL_CONSOLE)
                ? List.of(new Console("ttyS0", "agetty"))
                : List.of();
    }

    private Map<String, List<String>> values() {
        return Map.of("ssh.port", List.of(Integer.toString(factory.sshPort())));
    }

    private String commandLine() {
        return "console=ttyS0" + (recovering ? " edgeward.recover" : "");
    }
}
