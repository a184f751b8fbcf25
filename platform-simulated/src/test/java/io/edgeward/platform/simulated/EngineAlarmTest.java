package io.edgeward.platform.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.enforcement.EventLog.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the applier has to say stands in the event log too. */
class EngineAlarmTest {
    private final Bench bench = new Bench();

    private List<Event> alarms() {
        return bench.log.all().stream().filter(event -> event.what().equals("alarm")).toList();
    }

    @Test
    void anAlarmIsToldWhenItBeginsAndNotEachTimeThatItIsSeen() {
        long damaged = bench.confirmed(Bench.WALL_ON);
        bench.engine.attend();
        assertThat(alarms()).isEmpty();
        bench.gateway.damage(damaged);
        bench.gateway.reboot();
        bench.engine.attend();
        bench.engine.attend();
        assertThat(alarms())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.generation()).isEqualTo(1);
                    assertThat(event.details().toString())
                            .contains("Generation " + damaged + " is damaged");
                });
    }
}
