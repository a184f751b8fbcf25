package io.edgeward.core.facet;

import io.edgeward.core.settings.Cidr;
import io.edgeward.core.settings.InterfaceName;
import io.edgeward.core.settings.PortRange;
import io.edgeward.core.settings.Protocol;
import java.util.List;
import java.util.Optional;

/**
 * Something that the network may reach on the gateway itself.
 *
 * @param by who wants it: a facet's id, or the name of an owner's rule
 * @param sources from where; empty: from anywhere
 * @param through by which interface only; empty: by any
 */
public record Exposure(
        String by,
        Protocol protocol,
        PortRange ports,
        List<Cidr> sources,
        Optional<InterfaceName> through) {
    public Exposure {
        sources = List.copyOf(sources);
    }

    /** From anywhere, by any interface. */
    public static Exposure anywhere(String by, Protocol protocol, PortRange ports) {
        return new Exposure(by, protocol, ports, List.of(), Optional.empty());
    }
}
