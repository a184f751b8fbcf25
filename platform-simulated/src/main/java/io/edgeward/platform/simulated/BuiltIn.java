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
                "",
                Map.of(
                        Generation.SETTINGS,
                        "{\"firewall\":{\"allow\":{},\"answerPing\":false,\"managed\":true},"
                                + "\"services\":{\"localConsole\":{\"enabled\":true},"
                                + "\"ssh\":{\"enabled\":false,\"port\":22}},\"version\":1}\n",
                        "services/local-console",
                        "",
                        "firewall/managed",
                        "",
                        "firewall/input",
                        ""));
    }
}
