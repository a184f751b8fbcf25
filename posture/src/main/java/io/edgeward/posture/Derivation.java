package io.edgeward.posture;

import io.edgeward.core.facet.Exposure;
import io.edgeward.core.platform.Observation;
import io.edgeward.core.platform.Observation.Family;
import io.edgeward.core.platform.Observation.Filter;
import io.edgeward.core.platform.Observation.Listener;
import io.edgeward.core.platform.Observation.Tap;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Facts that no facet sees alone, at {@code /exposure} of the observed state:
 *
 * <ul>
 *   <li>{@code listening}: every listening socket, with the exposure {@code by} which it is asked
 *       for, and whether the network can reach it; absent if the sockets could not be seen
 *   <li>{@code unexpected}: those that the network can reach and no exposure accounts for; absent
 *       if the sockets or the packet filter could not be seen; with them whoever takes packets
 *       whatever their port, save the gateway's own network programs
 *   <li>{@code others}: tables of other owners that see packets on their way in, and what they may
 *       do with them; absent if the packet filter could not be seen
 * </ul>
 */
public final class Derivation {
    private static final Comparator<Listener> ORDER =
            Comparator.comparing(Listener::protocol)
                    .thenComparingInt(Listener::port)
                    .thenComparing(Listener::family)
                    .thenComparing(Listener::address)
                    .thenComparing(Listener::process);

    private static final Comparator<Tap> BY_KIND =
            Comparator.comparing(Tap::kind)
                    .thenComparingInt(Tap::number)
                    .thenComparing(Tap::place)
                    .thenComparing(Tap::process);

    private final Optional<Boolean> closed;
    private final List<Exposure> exposures;

    private Derivation(Optional<Filter> filter, List<Exposure> exposures) {
        this.closed = filter.map(it -> it.loaded() && it.holds());
        this.exposures = exposures;
    }

    /**
     * A state with the derived facts; {@code state} stays as it is.
     *
     * @param exposures what the active settings let the network reach
     */
    public static ObjectNode complete(
            ObjectNode state, Observation observation, List<Exposure> exposures) {
        ObjectNode complete = state.deepCopy();
        complete.set("exposure", exposure(observation, exposures));
        return complete;
    }

    /** The derived facts alone. */
    public static ObjectNode exposure(Observation observation, List<Exposure> exposures) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        observation.filter().ifPresent(it -> facts.set("others", OtherTables.of(it.others())));
        observation
                .listeners()
                .ifPresent(listeners ->
                        new Derivation(observation.filter(), exposures)
                                .tell(listeners, observation.taps(), facts));
        return facts;
    }

    private void tell(List<Listener> listeners, Optional<List<Tap>> taps, ObjectNode facts) {
        var sorted = new TreeSet<>(ORDER);
        sorted.addAll(listeners);
        ArrayNode listening = facts.putArray("listening");
        sorted.forEach(it -> listening.add(seen(it)));
        if (closed.isPresent() && taps.isPresent()) {
            ArrayNode unexpected = facts.putArray("unexpected");
            sorted.stream().filter(this::isUnexpected).forEach(it -> unexpected.add(brief(it)));
            taps.get().stream()
                    .filter(it -> !it.network() && !isInside(it))
                    .distinct()
                    .sorted(BY_KIND)
                    .forEach(it -> unexpected.add(brief(it)));
        }
    }

    private static boolean isInside(Tap tap) {
        return tap.place().startsWith("127.") || tap.place().matches("::1|lo");
    }

    private static ObjectNode brief(Tap tap) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("protocol", tap.kind())
                .put("port", tap.number())
                .put("process", tap.process())
                .put("address", tap.place());
    }

    private static ObjectNode brief(Listener listener) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("protocol", listener.protocol().word())
                .put("port", listener.port())
                .put("process", listener.process())
                .put("address", listener.address());
    }

    private ObjectNode seen(Listener listener) {
        ObjectNode node = brief(listener);
        node.put("family", listener.family().name().toLowerCase(java.util.Locale.ROOT));
        isReachable(listener).ifPresent(it -> node.put("reachable", it));
        by(listener).map(Exposure::by).ifPresent(it -> node.put("by", it));
        return node;
    }

    /** Whether some peer in the network gets through to it; empty if the filter was not seen. */
    private Optional<Boolean> isReachable(Listener listener) {
        if (listener.isLoopback()) {
            return Optional.of(false);
        }
        return closed.map(it -> !it || by(listener).isPresent());
    }

    private boolean isUnexpected(Listener listener) {
        // While nothing filters, an exposure for some peers does not account for all the others.
        return isReachable(listener).orElse(false)
                && by(listener).filter(it -> closed.orElse(false) || isForAll(it)).isEmpty();
    }

    private static boolean isForAll(Exposure exposure) {
        return exposure.sources().isEmpty() && exposure.through().isEmpty();
    }

    /** The widest exposure that lets the network reach this socket. */
    private Optional<Exposure> by(Listener listener) {
        return listener.isLoopback()
                ? Optional.empty()
                : exposures.stream()
                        .filter(it -> accountsFor(it, listener))
                        .min(Comparator.comparing(it -> !isForAll(it)));
    }

    private static boolean accountsFor(Exposure exposure, Listener listener) {
        return exposure.protocol() == listener.protocol()
                && exposure.ports().contains(listener.port())
                && (exposure.sources().isEmpty()
                        || listener.family() == Family.BOTH
                        || exposure.sources().stream()
                                .anyMatch(it -> it.isV4() == (listener.family() == Family.V4)));
    }
}
