package io.edgeward.posture;

import io.edgeward.core.settings.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gathers the files of rules and profiles and makes a posture of them; used once. */
final class Shelf {
    private final Schemas schemas = new Schemas();
    private final List<Problem> faults = new ArrayList<>();
    private final Map<String, YamlFile> ruleFiles = new TreeMap<>();
    private final Map<String, Rule> rules = new TreeMap<>();
    private final Map<String, Shelved> profiles = new TreeMap<>();

    private record Shelved(Profile profile, YamlFile file) {}

    Posture load(List<Path> extra) {
        Shipped.names("rules").forEach(it -> rule("rules/" + it, Shipped.text("rules/" + it)));
        Shipped.names("profiles")
                .forEach(it -> profile("profiles/" + it, Shipped.text("profiles/" + it)));
        for (Path folder : extra) {
            eachFile(folder.resolve("rules.d"), file -> read(file, this::rule));
            eachFile(folder.resolve("profiles.d"), file -> read(file, this::profile));
        }
        Map<String, List<Check>> checks = new LinkedHashMap<>();
        // Without all rules at hand, every profile would seem to name unknown ones.
        if (faults.isEmpty()) {
            profiles.forEach((name, shelved) -> checks.put(name, fitted(shelved)));
        }
        if (!faults.isEmpty()) {
            throw new FaultyRules(faults);
        }
        return new Posture(
                rules, profiles.values().stream().map(Shelved::profile).toList(), checks);
    }

    private List<Check> fitted(Shelved shelved) {
        var fitting = new Fitting(schemas, shelved.file(), shelved.profile(), rules);
        List<Check> checks = fitting.checks();
        faults.addAll(fitting.faults());
        return checks;
    }

    private interface Take {
        void take(String name, String text);
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

    private void read(Path file, Take take) {
        try {
            take.take(file.toString(), Files.readString(file));
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

    private void rule(String name, String text) {
        Optional<YamlFile> read = YamlReader.read(name, text, faults);
        if (read.isEmpty() || !isSound(schemas.faultsOfRule(read.get()))) {
            return;
        }
        YamlFile file = read.get();
        if (!isSound(Soundness.faults(file))) {
            return;
        }
        Rule rule = rule(file.tree());
        YamlFile first = ruleFiles.putIfAbsent(rule.id(), file);
        if (first != null) {
            faults.add(duplicate(file, "/id", "rule " + rule.id(), first));
            return;
        }
        rules.put(rule.id(), rule);
    }

    private void profile(String name, String text) {
        Optional<YamlFile> read = YamlReader.read(name, text, faults);
        if (read.isEmpty() || !isSound(schemas.faultsOfProfile(read.get()))) {
            return;
        }
        YamlFile file = read.get();
        JsonNode tree = file.tree();
        var profile =
                new Profile(
                        tree.get("name").asString(),
                        tree.get("title").asString(),
                        tree.get("purpose").asString(),
                        tree.get("rules").valueStream().map(JsonNode::asString).toList(),
                        map(tree.path("parameters")));
        Shelved first = profiles.putIfAbsent(profile.name(), new Shelved(profile, file));
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
