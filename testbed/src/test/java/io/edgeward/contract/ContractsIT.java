package io.edgeward.contract;

import io.edgeward.core.platform.Platform;
import io.edgeward.core.platform.PlatformContract;
import io.edgeward.facets.FacetEffectsContract;
import io.edgeward.testbed.Gateway;
import io.edgeward.testbed.junit.RealGateway;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** Both contracts on one real gateway, which is set back to its factory state for each test. */
@RealGateway
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractsIT {
    private final Unadopted unadopted;

    ContractsIT(Gateway gateway) {
        this.unadopted = new Unadopted(gateway);
    }

    @AfterAll
    void leave() {
        unadopted.close();
    }

    @Nested
    class OfPlatforms extends PlatformContract {
        @Override
        protected Platform factoryFresh() {
            return unadopted.reset();
        }

        @Override
        protected void reboot() {
            unadopted.reboot();
        }

        @Override
        protected void damage(long id) {
            unadopted.damage(id);
        }

        @Override
        protected void unguard(String switchFile) {
            unadopted.unguard(switchFile);
        }
    }

    @Nested
    class OfFacets extends FacetEffectsContract {
        @Override
        protected Platform factoryFresh() {
            return unadopted.reset();
        }

        @Override
        protected void cutPower() {
            unadopted.cutPower();
        }

        @Override
        protected Duration patience() {
            return Duration.ofSeconds(10);
        }
    }
}
