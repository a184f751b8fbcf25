package io.edgeward.gateway.doctor;

import io.edgeward.core.enforcement.Engine;
import io.edgeward.core.enforcement.NotAdopted;
import io.edgeward.core.enforcement.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Whether the gateway is where its settings want it, and whether anything calls for somebody. */
public final class StandingProbe implements Probe {
    private static final String STANDING = "standing";

    private final Supplier<Status> status;

    public StandingProbe(Engine engine) {
        this.status = engine::status;
    }

    @Override
    public String name() {
        return STANDING;
    }

    @Override
    public List<Check> look() {
        try {
            return look(status.get());
        } catch (NotAdopted e) {
            return List.of(
                    Check.error(
                            STANDING,
                            e.getMessage() + ".",
                            "It is tried again and again; cure what the other checks say."));
        }
    }

    private static List<Check> look(Status status) {
        List<Check> checks = new ArrayList<>();
        status.alarms()
                .forEach(
                        alarm -> checks.add(Check.error("alarm", alarm, "See `edgeward status`.")));
        if (!status.drift().isEmpty()) {
            checks.add(
                    Check.warning(
                            "drift",
                            "The gateway is not as its settings want it: "
                                    + String.join("; ", status.drift())
                                    + ".",
                            "Run `edgeward enforce`, or change the settings."));
        }
        if (checks.isEmpty()) {
            checks.add(
                    Check.ok(
                            STANDING,
                            status.standing()
                                            .trial()
                                            .map(trial ->
                                                    "Generation " + trial.id() + " is on trial")
                                            .orElse("The gateway is as its settings want it")
                                    + "."));
        }
        return checks;
    }
}
