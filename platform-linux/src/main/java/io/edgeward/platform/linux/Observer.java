package io.edgeward.platform.linux;

import io.edgeward.core.platform.Observation;
import io.edgeward.core.platform.Observation.Filter;
import io.edgeward.core.platform.Observation.Service;
import io.edgeward.core.platform.PlatformException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Puts together what the applier sees as root and what systemd tells on the bus. What one of them
 * cannot tell is told as unseen; the rest stands.
 */
final class Observer {
    private final ApplierClient applier;
    private final Services services;

    Observer(ApplierClient applier, Services services) {
        this.applier = applier;
        this.services = services;
    }

    Observation look() {
        var asked = new CompletableFuture<Seen<Map<String, Service>>>();
        Thread.ofVirtual()
                .name("edgeward-observe-units")
                .start(() -> asked.complete(Seen.of(services::look)));
        Seen<JsonNode> told = Seen.of(applier::observe);
        return put(told, asked.join());
    }

    /** A value, or why it could not be seen. */
    record Seen<T>(Optional<T> value, String reason) {
        static <T> Seen<T> of(java.util.function.Supplier<T> look) {
            try {
                return new Seen<>(Optional.of(look.get()), "");
            } catch (PlatformException e) {
                return new Seen<>(Optional.empty(), String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                return new Seen<>(Optional.empty(), e.toString());
            }
        }
    }

    private Observation put(Seen<JsonNode> told, Seen<Map<String, Service>> units) {
        var report = new Report(told);
        if (units.value().isEmpty()) {
            report.note("services", units.reason());
        }
        Map<String, Service> seen = units.value().orElse(Map.of());
        // Told only while nothing is active: nobody but an adoption asks for it.
        Optional<List<String>> ports = report.optional("values", "sshd", Lines::sshPorts);
        return new Observation(
                report.text("listeners", "sockets", SocketListing::parse),
                report.text("taps", "sockets", TapListing::parse),
                report.optional("services", "hooks", Lines::units)
                        .map(lost -> services.without(lost, seen))
                        .orElse(seen),
                report.text("consoles", "consoles", Lines::consoles),
                report.filter(),
                ports.map(it -> Map.of("ssh.port", it)).orElse(Map.of()),
                report.text("kernelCommandLine", "commandLine", String::strip),
                report.recovering(),
                report.text("accounts", "accounts", Lines::accounts),
                report.unseen);
    }

    /** The applier's answer, section by section. */
    private static final class Report {
        private final JsonNode told;
        private final String reason;
        private final Map<String, String> unseen = new HashMap<>();

        Report(Seen<JsonNode> told) {
            this.told = told.value().orElse(JsonNodeFactory.instance.objectNode());
            this.reason = told.reason();
        }

        void note(String component, String why) {
            unseen.put(component, why);
        }

        private void absent(String component, String section) {
            note(
                    component,
                    reason.isEmpty() ? "the applier could not read \"" + section + "\"" : reason);
        }

        /** A section that is missing where there is nothing to tell. */
        <T> Optional<T> optional(String component, String section, Function<String, T> parser) {
            return reason.isEmpty() && !told.has(section)
                    ? Optional.empty()
                    : text(component, section, parser);
        }

        <T> Optional<T> text(String component, String section, Function<String, T> parser) {
            JsonNode node = told.path(section);
            if (!node.isString()) {
                absent(component, section);
                return Optional.empty();
            }
            try {
                byte[] bytes = Base64.getDecoder().decode(node.asString());
                return Optional.of(parser.apply(new String(bytes, StandardCharsets.UTF_8)));
            } catch (IllegalArgumentException e) {
                note(component, "what the applier told cannot be read: " + e.getMessage());
                return Optional.empty();
            }
        }

        Optional<Filter> filter() {
            JsonNode ours = told.path("firewall");
            JsonNode legacy = told.path("legacy");
            if (!ours.path("loaded").isBoolean()
                    || !ours.path("holds").isBoolean()
                    || !legacy.isBoolean()) {
                absent("filter", "firewall");
                return Optional.empty();
            }
            return text("filter", "nft", Ruleset::others)
                    .map(others ->
                            new Filter(
                                    ours.path("loaded").asBoolean(),
                                    ours.path("holds").asBoolean(),
                                    optional("filter", "altered", Lines::plain).orElse(List.of()),
                                    others,
                                    legacy.asBoolean()));
        }

        boolean recovering() {
            JsonNode recover = told.path("recover");
            if (!recover.isBoolean()) {
                absent("recovering", "recover");
                return false;
            }
            return recover.asBoolean();
        }
    }
}
