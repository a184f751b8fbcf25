package io.edgeward.core.facet;

import io.edgeward.core.platform.Observation;
import io.edgeward.core.settings.Pointers;
import io.edgeward.core.settings.Problem;
import io.edgeward.core.settings.Section;
import io.edgeward.core.settings.Settings;
import io.edgeward.core.settings.SettingsLanguage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * All facets of a gateway, asked as one: the only place where they come together. Immutable.
 *
 * @param all in the order in which the composition root names them
 */
public record Facets(List<Facet<?, ?>> all) {
    public Facets {
        all = List.copyOf(all);
        Set<String> names = new HashSet<>();
        for (Facet<?, ?> facet : all) {
            if (!names.add(facet.id()) || !names.add(facet.at())) {
                throw new IllegalArgumentException(
                        "two facets share the id or the place of " + facet.id());
            }
        }
    }

    /** The language of the settings that these facets make up. */
    public SettingsLanguage language() {
        return new SettingsLanguage(
                all.stream()
                        .map(f ->
                                new Section(
                                        f.at(), f.description(), f.settingsType(), f.defaults()))
                        .toList());
    }

    /** What is wrong with a document beyond its schema; pointers begin at the document. */
    public List<Problem> check(Settings settings, Observation observation) {
        List<Problem> problems = new ArrayList<>();
        for (Facet<?, ?> facet : all) {
            for (Problem problem : check(facet, settings, observation)) {
                problems.add(problem.under(facet.at()));
            }
        }
        return problems;
    }

    private static <S extends Record> List<Problem> check(
            Facet<S, ?> facet, Settings settings, Observation observation) {
        S section = settings.section(facet.at(), facet.settingsType());
        List<Problem> problems = new ArrayList<>(facet.check(section));
        problems.addAll(facet.checkOn(section, observation));
        return problems;
    }

    /**
     * The files of a generation that a document means, by path; `settings.json` is not among them.
     */
    public Map<String, String> render(Settings settings) {
        List<Exposure> exposures = exposures(settings);
        Map<String, String> files = new TreeMap<>();
        for (Facet<?, ?> facet : all) {
            files.putAll(render(facet, settings, exposures));
        }
        return files;
    }

    private static <S extends Record> Map<String, String> render(
            Facet<S, ?> facet, Settings settings, List<Exposure> exposures) {
        return facet.render(settings.section(facet.at(), facet.settingsType()), exposures);
    }

    /** Each facet in a few words, for the operator's eye. */
    public List<Summary> summaries(Settings settings) {
        return all.stream().map(facet -> summary(facet, settings)).toList();
    }

    /** A facet at a glance. */
    public record Summary(String id, String title, boolean on, String says) {}

    private static <S extends Record> Summary summary(Facet<S, ?> facet, Settings settings) {
        S section = settings.section(facet.at(), facet.settingsType());
        return new Summary(facet.id(), facet.title(), facet.on(section), facet.says(section));
    }

    /** What a document lets the network reach, over all facets. */
    public List<Exposure> exposures(Settings settings) {
        List<Exposure> exposures = new ArrayList<>();
        for (Facet<?, ?> facet : all) {
            exposures.addAll(exposes(facet, settings));
        }
        return List.copyOf(exposures);
    }

    private static <S extends Record> List<Exposure> exposes(Facet<S, ?> facet, Settings settings) {
        return facet.exposes(settings.section(facet.at(), facet.settingsType()));
    }

    /** The ids of the facets by which a document leaves the gateway manageable. */
    public List<String> openWays(Settings settings) {
        return all.stream()
                .flatMap(facet -> way(facet, settings).stream())
                .filter(Way::open)
                .map(Way::facet)
                .toList();
    }

    private static <S extends Record> Optional<Way> way(Facet<S, ?> facet, Settings settings) {
        return facet.way(settings.section(facet.at(), facet.settingsType()));
    }

    /** The gravest risk of going from one document to another. */
    public Risk risk(Settings before, Settings after) {
        return all.stream().map(facet -> risk(facet, before, after)).reduce(Risk.NONE, Risk::or);
    }

    private static <S extends Record> Risk risk(
            Facet<S, ?> facet, Settings before, Settings after) {
        return facet.risk(
                before.section(facet.at(), facet.settingsType()),
                after.section(facet.at(), facet.settingsType()));
    }

    /** A document that describes a machine that Edgeward did not set up. */
    public JsonNode adopt(Observation observation) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        for (Facet<?, ?> facet : all) {
            Pointers.put(document, facet.at(), Settings.tree(facet.adopt(observation)));
        }
        return document;
    }

    /**
     * Of a document, the sections of which another one, written by an older version, knows nothing.
     */
    public ObjectNode unknownTo(JsonNode older, JsonNode document) {
        ObjectNode unknown = JsonNodeFactory.instance.objectNode();
        for (Facet<?, ?> facet : all) {
            if (older.at(facet.at()).isMissingNode()) {
                Pointers.put(unknown, facet.at(), document.at(facet.at()));
            }
        }
        return unknown;
    }

    /** What is really there, as one document: each facet's state where its settings stand. */
    public ObjectNode state(Observation observation) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        for (Facet<?, ?> facet : all) {
            Pointers.put(document, facet.at(), Settings.tree(facet.read(observation)));
        }
        return document;
    }

    /** How what is there differs from what a document wants: facet id to sentences. */
    public Map<String, List<String>> differences(Settings settings, Observation observation) {
        List<Exposure> exposures = exposures(settings);
        Map<String, List<String>> differences = new TreeMap<>();
        for (Facet<?, ?> facet : all) {
            List<String> found = differences(facet, settings, observation, exposures);
            if (!found.isEmpty()) {
                differences.put(facet.id(), found);
            }
        }
        return differences;
    }

    private static <S extends Record, T extends Record> List<String> differences(
            Facet<S, T> facet,
            Settings settings,
            Observation observation,
            List<Exposure> exposures) {
        S wanted = settings.section(facet.at(), facet.settingsType());
        return facet.differences(wanted, facet.read(observation), exposures);
    }
}
