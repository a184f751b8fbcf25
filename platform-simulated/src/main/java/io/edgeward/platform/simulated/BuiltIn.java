package io.edgeward.platform.simulated;

import io.edgeward.core.platform.Generation;
import io.edgeward.core.platform.Standing;
import java.util.Map;

/** The generation of last resort: inbound dropped, local console on. */
final class BuiltIn {
    private BuiltIn() {}

    static Generation generation() {
        return new Generation(
                Standing.BUILT_IN,
                0,
                Map.of(
                        Generation.SETTINGS,
                        "{\"version\":1}\n",
                        "services/local-console",
                        "",
                        "firewall/managed",
                        "",
                        "firewall/answer-ping",
                        "",
                        "firewall/input",
                        ""));
    }
}
