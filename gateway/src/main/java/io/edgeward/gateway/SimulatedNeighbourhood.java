package io.edgeward.gateway;

import io.edgeward.core.platform.Observation.Console;
import io.edgeward.core.platform.Platform;
import io.edgeward.core.settings.Protocol;
import io.edgeward.gateway.demo.Neighbourhood;
import io.edgeward.platform.simulated.SimulatedGateway;
import java.util.List;
import java.util.stream.IntStream;

/** The hosts and the people around a simulated gateway. */
record SimulatedNeighbourhood(SimulatedGateway gateway, Platform platform)
        implements Neighbourhood {
    private static final int LAST_PORT = 65_535;

    @Override
    public List<Integer> open(Protocol protocol) {
        return IntStream.rangeClosed(1, LAST_PORT)
                .filter(port -> gateway.reachable(protocol, port))
                .boxed()
                .toList();
    }

    @Override
    public List<String> logins() {
        return platform.observe().consoles().orElse(List.of()).stream()
                .map(Console::terminal)
                .distinct()
                .toList();
    }
}
