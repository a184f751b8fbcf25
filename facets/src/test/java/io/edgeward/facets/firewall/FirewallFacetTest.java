package io.edgeward.facets.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.settings.Cidr;
import io.edgeward.core.settings.PortRange;
import io.edgeward.core.settings.Problem;
import io.edgeward.core.settings.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirewallFacetTest {
    private static FirewallSettings withSources(int count) {
        List<Cidr> sources =
                IntStream.range(0, count)
                        .mapToObj(i -> Cidr.parse("10." + i / 256 + "." + i % 256 + ".0/24"))
                        .toList();
        var rule = new AllowRule(Protocol.TCP, PortRange.parse("502"), sources, Optional.empty());
        return new FirewallSettings(true, true, Map.of("many", rule));
    }

    @Test
    void aThousandLinesAreTaken() {
        assertThat(new FirewallFacet().check(withSources(1000))).isEmpty();
    }

    @Test
    void moreAreRefusedByNumberBeforeTheApplierWould() {
        assertThat(new FirewallFacet().check(withSources(1001)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.isError()).isTrue())
                .extracting(Problem::at, Problem::code)
                .containsExactly("/allow", "too-many-rules");
    }
}
