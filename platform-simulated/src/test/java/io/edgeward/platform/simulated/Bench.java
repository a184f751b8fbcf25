package io.edgeward.platform.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.enforcement.Change;
import io.edgeward.core.enforcement.Change.Edit;
import io.edgeward.core.enforcement.Change.Options;
import io.edgeward.core.enforcement.Chronicle;
import io.edgeward.core.enforcement.Engine;
import io.edgeward.core.enforcement.EventLog.Event;
import io.edgeward.core.enforcement.MemoryEventLog;
import io.edgeward.core.enforcement.Outcome;
import io.edgeward.core.enforcement.Principal;
import io.edgeward.core.facet.Facets;
import io.edgeward.core.platform.BootTime;
import io.edgeward.core.platform.Login;
import io.edgeward.core.platform.Platform;
import io.edgeward.core.settings.Problem;
import io.edgeward.core.settings.SettingsLanguage;
import io.edgeward.core.settings.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An engine at work on a simulated gateway, and short words for what tests ask of it. */
final class Bench {
    static final Facets FACETS = new Facets(List.of(new RemoteDoor(), new LocalDoor(), new Wall()));
    static final SettingsLanguage LANGUAGE = FACETS.language();

    /** Closes every way in: what `enforce` does in the field. */
    static final String CLOSE_ALL =
            "{\"doors\":{\"remote\":{\"enabled\":false},\"local\":{\"enabled\":false}},"
                    + "\"wall\":{\"managed\":true}}";

    static final String REMOTE_OFF = "{\"doors\":{\"remote\":{\"enabled\":false}}}";
    static final String LOCAL_OFF = "{\"doors\":{\"local\":{\"enabled\":false}}}";
    static final String WALL_ON = "{\"wall\":{\"managed\":true}}";
    static final String WALL_OFF = "{\"wall\":{\"managed\":false}}";

    static final Principal SOMEBODY = new Principal("tester", false, Optional.empty());
    static final Principal ROOT = new Principal("root", true, Optional.empty());

    final SteppedClock clock = new SteppedClock();
    final SimulatedGateway gateway;
    final SimulatedPlatform platform;
    final MemoryEventLog log = new MemoryEventLog();
    String version = "1.0";
    Engine engine;

    Bench() {
        this(Factory.usual());
    }

    Bench(Factory factory) {
        gateway = new SimulatedGateway(clock, factory);
        platform = new SimulatedPlatform(gateway);
        engine = engineOn(platform);
        engine.start();
    }

    Engine engineOn(Platform world) {
        var time = InstantSource.fixed(Instant.parse("2030-01-01T00:00:00Z"));
        return new Engine(
                FACETS, LANGUAGE, world, new Chronicle(log, time), version, Duration.ofMillis(200));
    }

    /** The daemon is started anew: it knows nothing but what is written down. */
    void restart() {
        engine = engineOn(platform);
        engine.start();
    }

    static Edit patch(String json) {
        return new Edit.Patch(StrictJson.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    static Change change(String json, Principal by, Options options) {
        return new Change(patch(json), by, "a test", options);
    }

    Outcome make(String json, Options options) {
        return engine.make(change(json, SOMEBODY, options));
    }

    Outcome make(String json) {
        return make(json, Options.usual());
    }

    Outcome rollBack(long generation, Options options) {
        return engine.make(new Change(new Edit.RollBack(generation), SOMEBODY, "a test", options));
    }

    /** Makes a change that must be confirmed at once; its generation. */
    long confirmed(String json) {
        Outcome outcome = make(json, now("all"));
        assertThat(outcome).isInstanceOf(Outcome.Confirmed.class);
        return ((Outcome.Confirmed) outcome).generation();
    }

    /** Makes a change that must end on trial; its generation. */
    long onTrial(String json) {
        Outcome outcome = make(json, trial(Duration.ofMinutes(2), "all"));
        assertThat(outcome).isInstanceOf(Outcome.OnTrial.class);
        return ((Outcome.OnTrial) outcome).generation();
    }

    static Options now(String... accepted) {
        return new Options(true, Optional.empty(), Set.of(accepted), false);
    }

    static Options trial(Duration window, String... accepted) {
        return new Options(false, Optional.of(window), Set.of(accepted), false);
    }

    static Options dryRun() {
        return new Options(false, Optional.empty(), Set.of("all"), true);
    }

    /** Somebody who came in by that way just now. */
    Principal by(String way) {
        clock.advance(Duration.ofMillis(10));
        return by(way, platform.now());
    }

    Principal by(String way, BootTime began) {
        var login = new Login("operator", way, "192.0.2.1", began);
        return new Principal("operator", false, Optional.of(login));
    }

    long active() {
        return platform.standing().active().orElseThrow();
    }

    long confirmed() {
        return platform.standing().confirmed().orElseThrow();
    }

    boolean trialIsOpen() {
        return platform.standing().trial().isPresent();
    }

    Event lastEvent() {
        return log.newest(1).getFirst();
    }

    static List<String> codes(Outcome refused) {
        assertThat(refused).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) refused).problems().stream().map(Problem::code).toList();
    }

    static Outcome.Refusal kind(Outcome refused) {
        assertThat(refused).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) refused).kind();
    }
}
