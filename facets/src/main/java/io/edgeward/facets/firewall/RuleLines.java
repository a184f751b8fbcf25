package io.edgeward.facets.firewall;

import io.edgeward.core.facet.Exposure;
import io.edgeward.core.settings.Cidr;
import java.util.ArrayList;
import java.util.List;

/** Exposures as rule lines of the applier's grammar (docs/reference/applier.md). */
final class RuleLines {
    private RuleLines() {}

    static String of(List<Exposure> exposures) {
        List<String> lines = new ArrayList<>();
        for (Exposure exposure : exposures) {
            if (exposure.sources().isEmpty()) {
                lines.add(line(exposure, ""));
            }
            for (Cidr source : exposure.sources()) {
                lines.add(
                        line(exposure, (source.isV4() ? "ip" : "ip6") + " saddr " + source + " "));
            }
        }
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static String line(Exposure exposure, String source) {
        String through = exposure.through().map(name -> "iifname \"" + name + "\" ").orElse("");
        return through
                + source
                + exposure.protocol().word()
                + " dport "
                + exposure.ports()
                + " accept comment \""
                + exposure.by()
                + "\"";
    }
}
