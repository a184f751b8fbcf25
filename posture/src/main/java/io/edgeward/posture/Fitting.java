package io.edgeward.posture;

import com.networknt.schema.SchemaRegistry;
import io.edgeward.core.settings.Pointers;
import io.edgeward.core.settings.Problem;
import io.edgeward.posture.Shelf.Shelved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fits the rules of one profile to its parameters; used once. */
final class Fitting {
    private final SchemaRegistry registry;
    private final Supplier<Scrutiny> scrutiny;
    private final YamlFile file;
    private final Profile profile;
    private final Map<String, Shelved<Rule>> rules;
    private final List<Problem> faults = new ArrayList<>();
    private final Set<String> used = new TreeSet<>();

    Fitting(
            SchemaRegistry registry,
            Supplier<Scrutiny> scrutiny,
            Shelved<Profile> profile,
            Map<String, Shelved<Rule>> rules) {
        this.registry = registry;
        this.scrutiny = scrutiny;
        this.file = profile.file();
        this.profile = profile.thing();
        this.rules = rules;
    }

    List<Problem> faults() {
        return List.copyOf(faults);
    }

    /** Its rules, ready to measure; meaningless if there are faults. */
    List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < profile.rules().size(); i++) {
            String at = "/rules/" + i;
            String id = profile.rules().get(i);
            Shelved<Rule> rule = rules.get(id);
            if (rule == null) {
                fault(
                        "unknown-rule",
                        at,
                        "there is no rule " + id + ".",
                        "Known rules: " + String.join(", ", rules.keySet()) + ".");
            } else if (profile.rules().indexOf(id) < i) {
                fault("duplicate-id", at, id + " stands here twice.", "Keep one of them.");
            } else if (hasItsParameters(rule.thing(), at)) {
                fit(rule, at).ifPresent(checks::add);
            }
        }
        conflicts(checks);
        for (String name : profile.parameters().keySet()) {
            if (!used.contains(name)) {
                fault(
                        "unused-parameter",
                        "/parameters/" + name,
                        "no rule of this profile has a parameter " + name + ".",
                        "Its rules have "
                                + (used.isEmpty() ? "none" : String.join(", ", used))
                                + ".");
            }
        }
        return checks;
    }

    private void fault(String code, String at, String says, String tryThis) {
        faults.add(file.fault(code, at, says, tryThis));
    }

    private boolean hasItsParameters(Rule rule, String at) {
        Set<String> wanted = new TreeSet<>();
        rule.patch().ifPresent(patch -> wanted.addAll(Template.holes(patch)));
        for (Map<String, JsonNode> asked : List.of(rule.appliesWhen(), rule.expect())) {
            asked.forEach((pointer, schema) -> {
                wanted.addAll(Template.holes(pointer));
                wanted.addAll(Template.holes(schema));
            });
        }
        rule.manual()
                .forEach((pointer, command) -> {
                    wanted.addAll(Template.holes(pointer));
                    wanted.addAll(Template.holes(command));
                });
        wanted.removeIf(name -> name.startsWith("/"));
        used.addAll(wanted);
        wanted.removeAll(profile.parameters().keySet());
        for (String name : wanted) {
            fault(
                    "unknown-parameter",
                    at,
                    rule.id() + " needs ${" + name + "}, which this profile does not set.",
                    "Set it under parameters, or correct its name in the rule.");
        }
        return wanted.isEmpty();
    }

    private Optional<Check> fit(Shelved<Rule> shelved, String at) {
        Rule rule = shelved.thing();
        boolean tried = file.tried() && shelved.file().tried();
        int before = faults.size();
        try {
            var check =
                    new Check(
                            rule,
                            expectations(rule.appliesWhen(), rule, at, tried),
                            expectations(rule.expect(), rule, at, tried),
                            rule.patch()
                                    .map(it -> Template.fill(it, profile.parameters()))
                                    .map(ObjectNode.class::cast),
                            steps(rule));
            return faults.size() > before ? Optional.empty() : Optional.of(check);
        } catch (IllegalArgumentException e) {
            fault(
                    "unfit-parameter",
                    at,
                    rule.id() + ": " + e.getMessage() + ".",
                    "Give one value for it under parameters.");
            return Optional.empty();
        }
    }

    private List<Expectation> expectations(
            Map<String, JsonNode> asked, Rule rule, String at, boolean tried) {
        Map<String, Expectation> expectations = new LinkedHashMap<>();
        asked.forEach((template, wanted) -> {
            for (Template.Bound bound :
                    Template.bind(template, profile.parameters(), Pointers::escape)) {
                JsonNode schema = Template.fill(wanted, bound.parameters());
                List<String> wrong = tried ? List.of() : scrutiny.get().faultsOfSchema(schema);
                if (!wrong.isEmpty()) {
                    fault(
                            "malformed-expectation",
                            at,
                            rule.id()
                                    + " expects what is no JSON Schema at "
                                    + bound.text()
                                    + ": "
                                    + wrong.getFirst()
                                    + ".",
                            "Correct the rule's expect, or the parameter that fills it.");
                    continue;
                }
                expectations.put(
                        bound.text(),
                        new Expectation(
                                bound.text(),
                                JsonPointer.compile(bound.text()),
                                schema,
                                registry.getSchema(schema)));
            }
        });
        return List.copyOf(expectations.values());
    }

    private List<Check.Step> steps(Rule rule) {
        List<Check.Step> steps = new ArrayList<>();
        rule.manual()
                .forEach((template, command) ->
                        Template.bind(template, profile.parameters(), Pointers::escape).stream()
                                .map(it -> new Check.Step(it.text(), command, it.parameters()))
                                .forEach(steps::add));
        return steps;
    }

    private void conflicts(List<Check> checks) {
        for (int i = 0; i < checks.size(); i++) {
            for (int j = 0; j < i; j++) {
                Check one = checks.get(j);
                Check other = checks.get(i);
                if (one.patch().isPresent() && other.patch().isPresent()) {
                    Patches.conflict(one.patch().get(), other.patch().get())
                            .ifPresent(where -> conflict(one, other, where));
                }
            }
        }
    }

    private void conflict(Check one, Check other, String where) {
        fault(
                "conflicting-remedies",
                "/rules/" + profile.rules().indexOf(other.rule().id()),
                one.rule().id()
                        + " and "
                        + other.rule().id()
                        + " want "
                        + where
                        + " to be different things.",
                "Keep one of the two in this profile.");
    }
}
