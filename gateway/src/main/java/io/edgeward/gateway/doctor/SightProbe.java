package io.edgeward.gateway.doctor;

import io.edgeward.core.platform.Observation;
import io.edgeward.core.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Whether the applier, the system bus and everything else that is looked at can be seen. */
public final class SightProbe implements Probe {
    private static final String APPLIER = "applier";
    private static final String BUS = "systemBus";
    private static final String SERVICES = "services";
    private static final String LISTENERS = "listeners";

    private final Platform platform;

    public SightProbe(Platform platform) {
        this.platform = platform;
    }

    @Override
    public String name() {
        return APPLIER;
    }

    @Override
    public List<Check> look() {
        Observation seen = platform.observe();
        var unseen = new TreeMap<>(seen.unseen());
        List<Check> checks = new ArrayList<>();
        // Sockets are what only the applier tells, units what only the bus tells.
        String noApplier = unseen.get(LISTENERS);
        checks.add(
                noApplier == null
                        ? Check.ok(APPLIER, "The applier answers.")
                        : Check.error(
                                APPLIER,
                                "The applier does not tell what is open: " + noApplier + ".",
                                "See `systemctl status edgeward-apply.socket`."));
        String noBus = unseen.get(SERVICES);
        checks.add(
                noBus == null
                        ? Check.ok(BUS, "The system bus answers.")
                        : Check.error(
                                BUS,
                                "systemd does not tell what runs: " + noBus + ".",
                                "See `systemctl status dbus`."));
        if (noApplier == null) {
            unseen.remove(SERVICES);
            unseen.forEach((what, why) ->
                    checks.add(
                            Check.warning(
                                    "sight",
                                    what + " cannot be seen: " + why + ".",
                                    "See the log"
                                            + " of the applier: `journalctl -t edgeward-apply`.")));
        }
        return checks;
    }
}
