package io.edgeward.posture;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import io.edgeward.core.settings.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gathers the files of rules and profiles and makes a posture of them; used once. */
final class Shelf {
    private final boolean trusting;
    private final SchemaRegistry registry =
            SchemaRegistry.withDialect(
                    Dialects.getDraft202012(),
                    builder ->
                            builder.schemaRegistryConfig(
                                    SchemaRegistryConfig.builder()
                                            .locale(Locale.ENGLISH)
                                            .preloadSchema(true)
                                            .build()));
    private final List<Problem> faults = new ArrayList<>();
    private final Map<String, Shelved<Rule>> rules = new TreeMap<>();
    private final Map<String, Shelved<Profile>> profiles = new TreeMap<>();
    private @Nullable Scrutiny scrutiny;

    /** A thing and the file that it comes from. */
    record Shelved<T>(T thing, YamlFile file) {}

    /**
     * @param trusting what ships is not scrutinised again: a test did, and it takes as long as all
     *     the rest of loading
     */
    Shelf(boolean trusting) {
        this.trusting = trusting;
    }

    Posture load(List<Path> extra) {
        Shipped.names("rules").forEach(it -> shipped("rules/" + it).ifPresent(this::rule));
        Shipped.names("profiles").forEach(it -> shipped("profiles/" + it).ifPresent(this::profile));
        for (Path folder : extra) {
            eachFile(folder.resolve("rules.d"), file -> read(file, this::rule));
            eachFile(folder.resolve("profiles.d"), file -> read(file, this::profile));
        }
        Map<String, List<Check>> checks = new LinkedHashMap<>();
        // Without all rules at hand, every profile would seem to name unknown ones.
        if (faults.isEmpty()) {
            profiles.forEach((name, profile) -> checks.put(name, fitted(profile)));
        }
        if (!faults.isEmpty()) {
            throw new FaultyRules(faults);
        }
        Map<String, Rule> all = new TreeMap<>();
        rules.forEach((id, rule) -> all.put(id, rule.thing()));
        return new Posture(all, profiles.values().stream().map(Shelved::thing).toList(), checks);
    }

    private Optional<YamlFile> shipped(String name) {
        return YamlReader.read(name, Shipped.text(name), faults)
                .map(file -> new YamlFile(name, file.tree(), file.lines(), trusting));
    }

    private Scrutiny scrutiny() {
        if (scrutiny == null) {
            scrutiny = new Scrutiny(registry);
        }
        return scrutiny;
    }

    private List<Check> fitted(Shelved<Profile> profile) {
        var fitting = new Fitting(registry, this::scrutiny, profile, rules);
        List<Check> checks = fitting.checks();
        faults.addAll(fitting.faults());
        return checks;
    }

    private static void eachFile(Path folder, Consumer<Path> take) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().matches("[^.].*\\.ya?ml"))
                    .sorted()
                    .forEach(take);
        } catch (IOException e) {
            throw new UncheckedIOException("listing the rules in " + folder, e);
        }
    }

    private void read(Path file, Consumer<YamlFile> take) {
        try {
            YamlReader.read(file.toString(), Files.readString(file), faults).ifPresent(take);
        } catch (CharacterCodingException e) {
            faults.add(
                    Problem.error(
                            "not-utf8", "", file + ": it is not UTF-8 text.", "Save it as UTF-8."));
        } catch (IOException e) {
            faults.add(
                    Problem.error(
                            "unreadable",
                            "",
                            file + ": it cannot be read: " + e + ".",
                            "Make it readable for Edgeward or take it away."));
        }
    }

    private void rule(YamlFile file) {
        // The second look takes for granted what the first one found.
        if (!file.tried()
                && !(isSound(scrutiny().faultsOfRule(file)) && isSound(Soundness.faults(file)))) {
            return;
        }
        Rule rule = rule(file.tree());
        Shelved<Rule> first = rules.putIfAbsent(rule.id(), new Shelved<>(rule, file));
        if (first != null) {
            faults.add(duplicate(file, "/id", "rule " + rule.id(), first.file()));
        }
    }

    private void profile(YamlFile file) {
        if (!file.tried() && !isSound(scrutiny().faultsOfProfile(file))) {
            return;
        }
        Profile profile = profile(file.tree());
        Shelved<Profile> first = profiles.putIfAbsent(profile.name(), new Shelved<>(profile, file));
        if (first != null) {
            faults.add(duplicate(file, "/name", "profile " + profile.name(), first.file()));
        }
    }

    private boolean isSound(List<Problem> found) {
        faults.addAll(found);
        return found.isEmpty();
    }

    private static Problem duplicate(YamlFile file, String at, String what, YamlFile first) {
        return file.fault(
                "duplicate-id",
                at,
                what + " is already in " + first.name() + ".",
                "Give it a name of its own.");
    }

    private static Profile profile(JsonNode tree) {
        return new Profile(
                tree.get("name").asString(),
                tree.get("title").asString(),
                tree.get("purpose").asString(),
                tree.get("rules").valueStream().map(JsonNode::asString).toList(),
                map(tree.path("parameters")));
    }

    private static Rule rule(JsonNode tree) {
        Map<String, List<String>> references = new LinkedHashMap<>();
        tree.get("references")
                .forEachEntry((standard, identifiers) ->
                        references.put(
                                standard,
                                identifiers.valueStream().map(JsonNode::asString).toList()));
        JsonNode manual = tree.get("remedy").path("manual");
        Map<String, String> steps = new LinkedHashMap<>();
        if (manual.isString()) {
            steps.put("", manual.stringValue());
        }
        manual.forEachEntry((pointer, command) -> steps.put(pointer, command.asString()));
        return new Rule(
                tree.get("id").asString(),
                tree.get("title").asString(),
                tree.get("facet").asString(),
                Severity.of(tree.get("severity").asString()),
                tree.get("why").asString(),
                tree.get("tradeoff").asString(),
                references,
                map(tree.path("appliesWhen")),
                map(tree.get("expect")),
                tree.get("remedy").get("patch") instanceof ObjectNode patch
                        ? Optional.of(patch)
                        : Optional.empty(),
                steps);
    }

    private static Map<String, JsonNode> map(JsonNode node) {
        Map<String, JsonNode> map = new LinkedHashMap<>();
        node.forEachEntry(map::put);
        return map;
    }
}
