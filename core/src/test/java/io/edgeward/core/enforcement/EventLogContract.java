package io.edgeward.core.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.enforcement.EventLog.Event;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine trusts every log of events to do. */
public abstract class EventLogContract {
    private EventLog log;

    /** An empty log. */
    protected abstract EventLog empty();

    /** The same log, as a daemon finds it that was started anew. */
    protected abstract EventLog reopened();

    @BeforeEach
    void begin() {
        log = empty();
    }

    private EventLog startAnew() {
        log = reopened();
        return log;
    }

    private static Event event(String what, String outcome, long generation) {
        return new Event(
                "2030-01-01T00:00:00Z", "me", what, "why", outcome, generation, 0, List.of("a"));
    }

    private void tell(String what, String outcome, long generation) {
        log.record(event(what, outcome, generation));
    }

    @Test
    void theNewestStandLastAndOnlySoManyAreTold() {
        for (int generation = 1; generation <= 5; generation++) {
            tell("change", "confirmed", generation);
        }
        assertThat(log.newest(2))
                .containsExactly(event("change", "confirmed", 4), event("change", "confirmed", 5));
        assertThat(log.newest(100)).hasSize(5);
        List<Event> told = log.newest(100);
        assertThat(startAnew().newest(100)).isEqualTo(told);
    }

    @Test
    void nothingIsUntoldWhereNothingWasBegun() {
        assertThat(log.untoldTrial()).isEmpty();
        tell("adopt", "confirmed", 1);
        assertThat(log.untoldTrial()).isEmpty();
    }

    @Test
    void whatWasBegunIsUntoldUntilItsEndIsTold() {
        tell("change", "begun", 2);
        assertThat(log.untoldTrial().map(Event::generation)).contains(2L);
        tell("change", "on-trial", 2);
        tell("extend", "on-trial", 2);
        tell("confirm", "refused", 7);
        assertThat(log.untoldTrial().map(Event::generation)).contains(2L);
        assertThat(startAnew().untoldTrial().map(Event::generation)).contains(2L);
        tell("confirm", "confirmed", 2);
        assertThat(log.untoldTrial()).isEmpty();
        assertThat(startAnew().untoldTrial()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"confirmed", "reverted", "withdrawn"})
    void eachOfTheseIsAnEnd(String outcome) {
        tell("change", "begun", 2);
        tell("change", outcome, 2);
        assertThat(log.untoldTrial()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"on-trial", "refused", "stranded"})
    void noneOfTheseIsAnEnd(String outcome) {
        tell("change", "begun", 2);
        tell("change", outcome, 2);
        assertThat(log.untoldTrial()).isPresent();
    }

    @Test
    void anEndOfLongAgoIsNoEndOfWhatWasBegunLater() {
        tell("change", "begun", 1);
        tell("change", "confirmed", 1);
        tell("rollback", "begun", 1);
        assertThat(log.untoldTrial().map(Event::what)).contains("rollback");
    }
}
