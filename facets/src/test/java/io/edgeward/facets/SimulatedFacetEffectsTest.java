package io.edgeward.facets;

import io.edgeward.core.platform.Platform;
import io.edgeward.platform.simulated.SimulatedGateway;
import io.edgeward.platform.simulated.SimulatedPlatform;
import io.edgeward.platform.simulated.SteppedClock;
import java.time.Duration;

class SimulatedFacetEffectsTest extends FacetEffectsContract {
    private final SimulatedGateway gateway = SimulatedGateway.factoryFresh(new SteppedClock());

    @Override
    protected Platform factoryFresh() {
        return new SimulatedPlatform(gateway);
    }

    @Override
    protected void cutPower() {
        gateway.cutPower();
        gateway.boot();
    }

    @Override
    protected Duration patience() {
        return Duration.ofMillis(200);
    }
}
