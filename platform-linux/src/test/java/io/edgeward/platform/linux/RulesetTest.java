package io.edgeward.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.edgeward.core.platform.Observation.Hook;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesetTest {
    @Test
    void chainsOfOthersThatSeeInboundOrForwardedPacketsAreTold() {
        assertThat(Ruleset.others(Recorded.text("nft-debian12.json")))
                .containsExactlyInAnyOrder(
                        new Hook(
                                "ip docker",
                                "FORWARD",
                                "forward",
                                "accept",
                                2,
                                Set.of("dnat", "accept")),
                        new Hook(
                                "ip docker",
                                "PREROUTING",
                                "prerouting",
                                "accept",
                                1,
                                Set.of("dnat", "accept")),
                        new Hook("inet other", "input", "input", "drop", 1, Set.of("accept")),
                        new Hook("ip edgeward", "input", "input", "accept", 0, Set.of()));
    }

    @Test
    void anEmptyKernelHasNoOthers() {
        assertThat(Ruleset.others("{\"nftables\": [{\"metainfo\": {\"version\": \"1.0.6\"}}]}"))
                .isEmpty();
    }

    @Test
    void whatIsNoRulesetIsNotTakenForAnEmptyOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ruleset.others("{}"));
        assertThatIllegalArgumentException().isThrownBy(() -> Ruleset.others(""));
        assertThatIllegalArgumentException().isThrownBy(() -> Ruleset.others("nft: denied"));
    }
}
