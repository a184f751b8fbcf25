package io.edgeward.core.platform;

import io.edgeward.core.settings.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is really there, by effects, in words that do not depend on the system. What could not be
 * seen is empty, and {@code unseen} says why: unknown is a result.
 *
 * @param listeners every socket that waits for a peer
 * @param taps sockets that are given packets whatever their port
 * @param services by switch file, as {@code services/ssh}: what stands behind it
 * @param consoles every terminal that offers a login or a shell to whoever sits there
 * @param filter the packet filter
 * @param values effective values of programs, as {@code ssh.port}
 * @param kernelCommandLine as booted
 * @param recovering whether this boot was asked to keep the local console ({@code
 *     edgeward.recover})
 * @param accounts accounts of the operating system that can log in
 * @param unseen what could not be seen, with the reason, keyed by the component's name
 */
public record Observation(
        Optional<List<Listener>> listeners,
        Optional<List<Tap>> taps,
        Map<String, Service> services,
        Optional<List<Console>> consoles,
        Optional<Filter> filter,
        Map<String, List<String>> values,
        Optional<String> kernelCommandLine,
        boolean recovering,
        Optional<List<Account>> accounts,
        Map<String, String> unseen) {
    public Observation {
        services = Map.copyOf(services);
        values = Map.copyOf(values);
        unseen = Map.copyOf(unseen);
    }

    /**
     * A socket that waits for a peer.
     *
     * @param family whom it serves
     * @param address as bound; {@code 0.0.0.0}, {@code ::} and {@code *} are all of them
     * @param process its program's name; empty if unknown (the kernel, say)
     */
    public record Listener(
            Protocol protocol, Family family, String address, int port, String process) {
        /** Whether only the gateway itself can reach it. */
        public boolean isLoopback() {
            return address.startsWith("127.") || address.equals("::1");
        }
    }

    /**
     * A socket that is given packets whatever their port: no list of ports shows it.
     *
     * @param kind {@code packet}: sees them before any rule does; {@code raw}: sees what is let in
     * @param number of the link's (packet) or IP's (raw) protocol; 0: all of them
     * @param place address or interface that it is bound to; {@code *}: all
     * @param network whether its program is one by which the gateway gets or gives addresses
     */
    public record Tap(String kind, int number, String place, String process, boolean network) {}

    /** The IP versions that a socket serves. */
    public enum Family {
        V4,
        V6,
        BOTH
    }

    /**
     * What stands behind a switch.
     *
     * @param running units (or programs) of it that run
     * @param enabled whether the next boot would start it if its switch allowed
     * @param unguarded units whose effective conditions do not hold our switch: they would start
     *     though it is off
     */
    public record Service(List<String> running, boolean enabled, List<String> unguarded) {
        public Service {
            running = List.copyOf(running);
            unguarded = List.copyOf(unguarded);
        }
    }

    /**
     * A terminal that offers something.
     *
     * @param terminal as {@code ttyS0}
     * @param process the program that holds it, as {@code agetty}
     */
    public record Console(String terminal, String process) {}

    /**
     * The packet filter.
     *
     * @param loaded our table is in the kernel
     * @param holds the kernel's rules are those that were loaded, to the letter; meaningless if not
     *     loaded
     * @param altered how they differ, as {@code + tcp dport 23 accept}
     * @param others base chains of other owners that see packets on their way in
     * @param legacyRules rules exist that only iptables-legacy can see
     */
    public record Filter(
            boolean loaded,
            boolean holds,
            List<String> altered,
            List<Hook> others,
            boolean legacyRules) {
        public Filter {
            altered = List.copyOf(altered);
            others = List.copyOf(others);
        }
    }

    /**
     * A base chain of another owner.
     *
     * @param table family and name, as {@code ip docker}
     * @param policy {@code accept} or {@code drop}
     * @param rules how many rules it holds
     * @param verdicts what rules of its table do with a packet, as {@code drop} or {@code dnat}
     */
    public record Hook(
            String table,
            String chain,
            String hook,
            String policy,
            int rules,
            Set<String> verdicts) {
        public Hook {
            verdicts = Set.copyOf(verdicts);
        }
    }

    /** An account of the operating system that can log in. */
    public record Account(String name, Password password) {}

    /** What is known about a password without knowing it. */
    public enum Password {
        EMPTY,
        LOCKED,
        SET
    }
}
