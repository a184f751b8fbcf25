package io.edgeward.gateway.api;

import io.edgeward.core.enforcement.EventLog.Event;
import io.edgeward.core.enforcement.SettingsDiff;
import io.edgeward.core.enforcement.Status;
import io.edgeward.core.facet.Exposure;
import io.edgeward.core.platform.Generation;
import io.edgeward.core.platform.Platform;
import io.edgeward.core.platform.Standing;
import io.edgeward.core.settings.Settings;
import io.edgeward.gateway.doctor.Check;
import io.edgeward.posture.Derivation;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The requests that only look. */
final class Views {
    private static final int USUAL_EVENTS = 100;
    private static final int MOST_EVENTS = 1000;

    private final Supplier<Services> services;

    Views(Supplier<Services> services) {
        this.services = services;
    }

    void status(Context context) {
        Query.none(context);
        Services all = services.get();
        Json.ok(
                context,
                StatusView.of(
                        all.platform().name(), all.version(), all.facets(), all.engine().status()));
    }

    /**
     * What the network may reach, as it is answered.
     *
     * @param listening empty: could not be seen
     * @param others tables of other owners that see packets on their way in; empty: not seen
     * @param unexpected what can be reached though nobody wants it; empty: could not be seen
     */
    record ExposureView(
            Optional<JsonNode> listening,
            List<Exposure> allowed,
            Optional<JsonNode> others,
            Optional<JsonNode> unexpected,
            Map<String, String> unseen) {}

    void exposure(Context context) {
        Query.none(context);
        Status status = services.get().engine().status();
        ObjectNode facts = Derivation.exposure(status.observation(), status.exposed());
        Json.ok(
                context,
                new ExposureView(
                        facts.optional("listening"),
                        status.exposed(),
                        facts.optional("others"),
                        facts.optional("unexpected"),
                        new TreeMap<>(status.observation().unseen())));
    }

    record DoctorView(List<Check> checks) {}

    void doctor(Context context) {
        Query.none(context);
        Json.ok(context, new DoctorView(services.get().doctor().examine()));
    }

    void settings(Context context) {
        Query query = Query.of(context, Set.of("at"));
        String at = query.text("at").orElse("");
        if (!at.isEmpty() && !at.startsWith("/")) {
            query.fault(
                    "malformed-option",
                    "\"" + at + "\" is not a JSON Pointer.",
                    "It begins with \"/\", as at=/services/ssh.");
        }
        query.check();
        JsonNode found = services.get().engine().settings().at(at);
        if (found.isMissingNode()) {
            throw new RequestRefused(
                    ProblemAnswer.of(
                            ProblemType.NOT_FOUND,
                            "no-such-setting",
                            "There is no setting at \"" + at + "\".",
                            "See `edgeward settings show`."));
        }
        Json.ok(context, found);
    }

    void schema(Context context) {
        Query.none(context);
        Json.ok(context, services.get().language().schema());
    }

    record GenerationView(
            long id,
            long predecessor,
            boolean active,
            boolean confirmed,
            boolean onTrial,
            String digest) {}

    record GenerationsView(List<GenerationView> generations) {}

    void generations(Context context) {
        Query.none(context);
        Platform platform = services.get().platform();
        Standing standing = platform.standing();
        Json.ok(
                context,
                new GenerationsView(
                        platform.generations().reversed().stream()
                                .flatMap(id -> platform.generation(id).stream())
                                .map(it -> view(it, standing))
                                .toList()));
    }

    private static GenerationView view(Generation generation, Standing standing) {
        long id = generation.id();
        return new GenerationView(
                id,
                generation.predecessor(),
                standing.active().filter(it -> it == id).isPresent(),
                standing.confirmed().filter(it -> it == id).isPresent(),
                standing.trial().filter(it -> it.id() == id).isPresent(),
                generation.digest());
    }

    void settingsOf(Context context) {
        Query.none(context);
        Json.ok(context, settingsOf(context, services.get()).tree());
    }

    record DiffView(List<SettingsDiff.Edit> edits) {}

    void diff(Context context) {
        Query.none(context);
        Services all = services.get();
        Settings those = settingsOf(context, all);
        Json.ok(context, new DiffView(SettingsDiff.between(all.engine().settings(), those)));
    }

    private static Settings settingsOf(Context context, Services all) {
        Id id = Id.of(context);
        return all.engine()
                .settings(id.number())
                .orElseThrow(() ->
                        Api.notFound("generation " + id.text(), all.platform().generations()));
    }

    /** The open trial as it is answered; everything but {@code open} is null where none is. */
    record TrialAnswer(
            boolean open,
            Optional<Long> generation,
            Optional<Long> from,
            Optional<Long> secondsLeft,
            Optional<Boolean> confirmable) {
        static TrialAnswer of(Optional<TrialView> trial) {
            return new TrialAnswer(
                    trial.isPresent(),
                    trial.map(TrialView::generation),
                    trial.map(TrialView::from),
                    trial.map(TrialView::secondsLeft),
                    trial.map(TrialView::confirmable));
        }
    }

    void trial(Context context) {
        Query.none(context);
        Services all = services.get();
        Platform platform = all.platform();
        Json.ok(
                context,
                TrialAnswer.of(
                        platform.standing()
                                .trial()
                                .map(trial ->
                                        TrialView.of(
                                                trial,
                                                platform.now(),
                                                isConfirmable(all, trial.id())))));
    }

    private static boolean isConfirmable(Services all, long id) {
        return all.engine()
                .settings(id)
                .filter(settings -> !all.facets().openWays(settings).isEmpty())
                .isPresent();
    }

    record EventsView(List<Event> events) {}

    void events(Context context) {
        Query query = Query.of(context, Set.of("atMost"));
        int atMost = query.number("atMost", 1, MOST_EVENTS).orElse(USUAL_EVENTS);
        query.check();
        Json.ok(context, new EventsView(services.get().events().newest(atMost)));
    }
}
