package io.edgeward.core.enforcement;

class MemoryEventLogTest extends EventLogContract {
    private final MemoryEventLog log = new MemoryEventLog();

    @Override
    protected EventLog empty() {
        return log;
    }

    @Override
    protected EventLog reopened() {
        return log;
    }
}
