package io.edgeward.core.enforcement;

import io.edgeward.core.facet.Exposure;
import io.edgeward.core.platform.BootTime;
import io.edgeward.core.platform.Observation;
import io.edgeward.core.platform.Standing;
import io.edgeward.core.settings.Settings;
import java.util.List;

/**
 * Where the gateway stands at one moment.
 *
 * @param now when this was looked at
 * @param settings what the active generation was made of
 * @param ways ids of the ways to manage the gateway that are open
 * @param exposed what the network may reach
 * @param drift what is not as the settings want it
 * @param busy whether a change runs
 * @param alarms what somebody has to see to, in sentences
 */
public record Status(
        Standing standing,
        BootTime now,
        Settings settings,
        Observation observation,
        List<String> ways,
        List<Exposure> exposed,
        List<String> drift,
        boolean busy,
        List<String> alarms) {
    public Status {
        ways = List.copyOf(ways);
        exposed = List.copyOf(exposed);
        drift = List.copyOf(drift);
        alarms = List.copyOf(alarms);
    }
}
