package io.edgeward.gateway.doctor;

import io.edgeward.gateway.eventlog.FileEventLog;
import java.util.List;

/** Whether the event log takes what is told to it. */
public final class EventLogProbe implements Probe {
    private static final String NAME = "eventLog";

    private final FileEventLog log;

    public EventLogProbe(FileEventLog log) {
        this.log = log;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Check> look() {
        int owed = log.owed();
        return List.of(
                owed == 0
                        ? Check.ok(NAME, "The event log is complete.")
                        : Check.error(
                                NAME,
                                owed + " events could not be written to the event log.",
                                "Make room on the disk; they are in the system's journal until"
                                        + " then."));
    }
}
