package io.edgeward.gateway;

import io.edgeward.core.enforcement.Chronicle;
import io.edgeward.core.enforcement.Engine;
import io.edgeward.core.facet.Facets;
import io.edgeward.core.platform.Platform;
import io.edgeward.core.settings.SettingsLanguage;
import io.edgeward.facets.AllFacets;
import io.edgeward.gateway.api.ControlSocket;
import io.edgeward.gateway.api.Services;
import io.edgeward.gateway.doctor.ClockProbe;
import io.edgeward.gateway.doctor.DiskProbe;
import io.edgeward.gateway.doctor.Doctor;
import io.edgeward.gateway.doctor.EventLogProbe;
import io.edgeward.gateway.doctor.RulesProbe;
import io.edgeward.gateway.doctor.SightProbe;
import io.edgeward.gateway.doctor.StandingProbe;
import io.edgeward.gateway.doctor.StartProbe;
import io.edgeward.gateway.eventlog.FileEventLog;
import io.edgeward.gateway.hardening.Hardening;
import io.edgeward.gateway.hardening.Rulebook;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The composition root: puts the daemon together, and takes it apart again. */
public final class Gateway implements AutoCloseable {
    private static final Duration PATIENCE_OF_DOCTOR = Duration.ofSeconds(10);

    private final FileEventLog events;
    private final ControlSocket socket;
    private final Attendant attendant;

    private Gateway(FileEventLog events, ControlSocket socket, Attendant attendant) {
        this.events = events;
        this.socket = socket;
        this.attendant = attendant;
    }

    /**
     * Starts everything. The settings' language and the HTTP server are made at the same time,
     * because each of them takes about half of the time until the first answer.
     */
    static Gateway start(World world) {
        InstantSource clock = InstantSource.system();
        Facets facets = AllFacets.list();
        var language = CompletableFuture.supplyAsync(facets::language);
        var rules = new Rulebook(world.rules());
        FileEventLog events = FileEventLog.open(world.state(), FileEventLog.USUAL_LIMIT);
        try {
            var services =
                    language.thenApply(it -> services(world, clock, facets, it, rules, events));
            ControlSocket socket =
                    ControlSocket.open(
                            world.socket(),
                            services::join,
                            new LocalCallers(world.platform(), world.isRoot()));
            Engine engine = services.join().engine();
            return new Gateway(events, socket, Attendant.start(engine, world.platform()));
        } catch (RuntimeException e) {
            events.close();
            throw e;
        }
    }

    private static Services services(
            World world,
            InstantSource clock,
            Facets facets,
            SettingsLanguage language,
            Rulebook rules,
            FileEventLog events) {
        Platform platform = world.platform();
        BuildInfo build = BuildInfo.read();
        var engine =
                new Engine(
                        facets, language, platform, new Chronicle(events, clock), build.version());
        return new Services(
                build.version(),
                platform,
                facets,
                language,
                engine,
                new Hardening(rules, facets, engine, clock),
                events,
                new Doctor(
                        List.of(
                                new SightProbe(platform),
                                new StandingProbe(engine),
                                new DiskProbe(world.state()),
                                new ClockProbe(clock, build.time()),
                                new EventLogProbe(events),
                                new RulesProbe(rules),
                                new StartProbe(world.arguments())),
                        PATIENCE_OF_DOCTOR));
    }

    /** Stops serving and looking after; the gateway itself stays as it is. */
    @Override
    public void close() {
        socket.close();
        attendant.close();
        events.close();
    }
}
