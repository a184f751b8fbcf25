package io.edgeward.facets.firewall;

import io.edgeward.core.facet.Exposure;
import io.edgeward.core.settings.Cidr;
import io.edgeward.core.settings.Describe;
import io.edgeward.core.settings.InterfaceName;
import io.edgeward.core.settings.PortRange;
import io.edgeward.core.settings.Protocol;
import io.edgeward.core.settings.Required;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something of the owner's that the network may reach on the gateway. */
public record AllowRule(
        @Required @Describe("Transport protocol.") Protocol protocol,
        @Required @Describe("Port of the gateway, or a range of them.") PortRange ports,
        @Describe("Networks that may come; empty: all.") List<Cidr> sources,
        @Describe("Only through this interface; left out: through any.")
                Optional<InterfaceName> through) {
    public AllowRule(
            Protocol protocol,
            PortRange ports,
            @Nullable List<Cidr> sources,
            Optional<InterfaceName> through) {
        this.protocol = protocol;
        this.ports = ports;
        this.sources = sources == null ? List.of() : List.copyOf(sources);
        this.through = through;
    }

    Exposure exposure(String name) {
        return new Exposure("allow " + name, protocol, ports, sources, through);
    }
}
