package io.edgeward.core.enforcement;

import io.edgeward.core.facet.Facets;
import io.edgeward.core.platform.Generation;
import io.edgeward.core.platform.Observation;
import io.edgeward.core.platform.Platform;
import io.edgeward.core.platform.Standing;
import io.edgeward.core.settings.Problem;
import io.edgeward.core.settings.Settings;
import io.edgeward.core.settings.SettingsLanguage;
import io.edgeward.core.settings.SettingsLanguage.Reading;
import io.edgeward.core.settings.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads a change and says what it would do; alters nothing. */
final class Planner {
    private final Facets facets;
    private final SettingsLanguage language;
    private final Platform platform;

    Planner(Facets facets, SettingsLanguage language, Platform platform) {
        this.facets = facets;
        this.language = language;
        this.platform = platform;
    }

    /** A plan, or why there can be none. */
    sealed interface Planning {
        record Possible(Plan plan) implements Planning {}

        record Impossible(Outcome.Refused why) implements Planning {}
    }

    Planning plan(Change change, Generation active, Observation observation) {
        List<Problem> problems = new ArrayList<>(checkOptions(change.options()));
        Settings before = settingsOf(active);
        Settings after;
        switch (read(change, active, before, observation)) {
            case Reading.Valid(Settings settings) -> after = settings;
            case Reading.Invalid(List<Problem> faults) -> {
                problems.addAll(faults);
                return impossible(problems);
            }
        }
        List<Problem> checked = facets.check(after, observation);
        checked.stream().filter(Problem::isError).forEach(problems::add);
        if (!problems.isEmpty()) {
            return impossible(problems);
        }
        return new Planning.Possible(
                new Plan(
                        active.id(),
                        after,
                        SettingsDiff.between(before, after),
                        facets.exposures(after),
                        facets.openWays(before),
                        facets.openWays(after),
                        facets.risk(before, after),
                        checked));
    }

    /** The generation that the running system follows. */
    Generation active(Standing standing) {
        return generation(
                standing.active().orElseThrow(() -> new NotAdopted("no generation is active")));
    }

    /** A generation that must be there. */
    Generation generation(long id) {
        return platform.generation(id)
                .orElseThrow(() -> new IllegalStateException("generation " + id + " is gone"));
    }

    /** The settings that a generation was made of. */
    Settings settingsOf(Generation generation) {
        return switch (language.read(document(generation))) {
            case Reading.Valid(Settings settings) -> settings;
            case Reading.Invalid(List<Problem> problems) ->
                    throw new IllegalStateException(
                            "the settings of generation "
                                    + generation.id()
                                    + " cannot be read: "
                                    + problems);
        };
    }

    private static StrictJson.Read document(Generation generation) {
        return StrictJson.read(generation.settings().getBytes(StandardCharsets.UTF_8));
    }

    private Reading read(
            Change change, Generation active, Settings before, Observation observation) {
        return switch (change.edit()) {
            case Change.Edit.Patch(var sent) -> language.patch(before, sent);
            case Change.Edit.Remedy(var patch) -> language.patch(before, patch);
            case Change.Edit.Replace(var sent) -> language.read(sent);
            case Change.Edit.Renewal() ->
                    // What this version is the first to know is kept as it is found.
                    language.patch(before, unknownTo(active, facets.adopt(observation)));
            case Change.Edit.RollBack(long id) ->
                    platform.generation(id)
                            // Of what an older version did not know, nobody said to change it.
                            .map(older ->
                                    language.patch(
                                            settingsOf(older), unknownTo(older, before.tree())))
                            .orElseGet(() -> new Reading.Invalid(List.of(noGeneration(id))));
        };
    }

    private JsonNode unknownTo(Generation older, JsonNode document) {
        return facets.unknownTo(document(older).tree().orElseThrow(), document);
    }

    private Problem noGeneration(long id) {
        return Problem.error(
                "no-such-generation",
                "",
                "There is no generation " + id + ".",
                "These are kept: " + platform.generations() + " (see `edgeward generations`).");
    }

    private List<Problem> checkOptions(Change.Options options) {
        List<Problem> problems = new ArrayList<>();
        options.confirmWithin()
                .filter(window -> outside(window))
                .ifPresent(window ->
                        problems.add(
                                Problem.error(
                                        "window-out-of-range",
                                        "",
                                        "A trial of "
                                                + window.toSeconds()
                                                + " s is not possible: it lasts from 30 s to"
                                                + " 60 min.",
                                        "For example: --confirm-within 2m.")));
        if (options.now() && options.confirmWithin().isPresent()) {
            problems.add(
                    Problem.error(
                            "contradiction",
                            "",
                            "--now and --confirm-within contradict each other.",
                            "Use --now to confirm right after verification, the other for a trial."));
        }
        var ways = new ArrayList<>(facets.all().stream().map(f -> f.id()).toList());
        ways.add("all");
        for (String way : Set.copyOf(options.acceptLoss())) {
            if (!ways.contains(way)) {
                problems.add(
                        Problem.error(
                                "no-such-way",
                                "",
                                "\"" + way + "\" is not a way that could be lost.",
                                "Known: " + String.join(", ", ways) + "."));
            }
        }
        return problems;
    }

    private static boolean outside(Duration window) {
        return window.compareTo(Change.Options.LEAST_WINDOW) < 0
                || window.compareTo(Change.Options.LONGEST_WINDOW) > 0;
    }

    private static Planning impossible(List<Problem> problems) {
        var kind =
                problems.stream().anyMatch(p -> p.code().equals("too-large"))
                        ? Outcome.Refusal.TOO_LARGE
                        : problems.stream().anyMatch(p -> p.code().equals("no-such-generation"))
                                ? Outcome.Refusal.NOT_FOUND
                                : Outcome.Refusal.INVALID;
        return new Planning.Impossible(new Outcome.Refused(kind, problems));
    }
}
