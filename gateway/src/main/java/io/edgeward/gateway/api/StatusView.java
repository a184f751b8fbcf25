package io.edgeward.gateway.api;

import io.edgeward.core.enforcement.Status;
import io.edgeward.core.facet.Exposure;
import io.edgeward.core.facet.Facets;
import io.edgeward.core.platform.Standing;
import io.edgeward.posture.Derivation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * The gateway at a glance, as it is answered.
 *
 * @param unexpected what can be reached though nobody wants it; empty: could not be seen
 */
record StatusView(
        String platform,
        String version,
        Optional<Long> active,
        Optional<Long> confirmed,
        boolean builtIn,
        boolean busy,
        Optional<TrialView> trial,
        List<String> ways,
        List<Facets.Summary> facets,
        List<Exposure> exposed,
        Optional<JsonNode> unexpected,
        List<String> drift,
        List<String> alarms,
        Map<String, String> unseen) {
    static StatusView of(String platform, String version, Facets facets, Status status) {
        Standing standing = status.standing();
        return new StatusView(
                platform,
                version,
                standing.active(),
                standing.confirmed(),
                standing.active().filter(id -> id == Standing.BUILT_IN).isPresent(),
                status.busy(),
                standing.trial()
                        .map(trial -> TrialView.of(trial, status.now(), !status.ways().isEmpty())),
                status.ways(),
                facets.summaries(status.settings()),
                status.exposed(),
                Derivation.exposure(status.observation(), status.exposed()).optional("unexpected"),
                status.drift(),
                status.alarms(),
                new TreeMap<>(status.observation().unseen()));
    }
}
