package io.edgeward.posture;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes docs/reference/rules.md from the rules and profiles that ship and their schemas. */
final class RulesPage {
    private final StringBuilder page = new StringBuilder();

    static String of(Posture posture) {
        return new RulesPage().write(posture);
    }

    private String write(Posture posture) {
        line("<!-- Generated from posture/src/main/resources: change the YAML, not this page. -->");
        line("# Rules and profiles");
        line("");
        line("Identifiers of standards tell where to look; their words are not repeated here.");
        line("");
        line("| profile | for | rules |");
        line("|---|---|---|");
        for (Profile profile : posture.profiles()) {
            line(
                    "| `%s` | %s | %s |"
                            .formatted(
                                    profile.name(),
                                    profile.purpose(),
                                    profile.rules().stream()
                                            .map(it -> "[" + it + "](#" + anchor(it) + ")")
                                            .collect(Collectors.joining(", "))));
        }
        posture.rules().forEach(this::rule);
        score();
        writing();
        return page.toString();
    }

    private static String anchor(String id) {
        return id.toLowerCase(java.util.Locale.ROOT);
    }

    private void rule(Rule rule) {
        line("");
        line("<a id=\"%s\"></a>".formatted(anchor(rule.id())));
        line("");
        line("## %s: %s".formatted(rule.id(), rule.title()));
        line("");
        line("Severity %s, facet `%s`.".formatted(rule.severity().word(), rule.facet()));
        line("");
        line("**Why.** " + rule.why());
        line("");
        line("**What it costs.** " + rule.tradeoff());
        asked("Applies when", rule.appliesWhen());
        asked("Expected", rule.expect());
        line("");
        rule.patch()
                .ifPresent(patch -> {
                    line("**Remedy.** `%s`".formatted(ShellCommand.making(patch)));
                    line("");
                });
        rule.manual()
                .forEach((pointer, command) -> {
                    line(
                            "**By hand%s.** `%s`"
                                    .formatted(
                                            pointer.isEmpty() ? "" : ", for `" + pointer + "`",
                                            command));
                    line("");
                });
        line("**References.** " + references(rule));
    }

    private void asked(String title, Map<String, JsonNode> asked) {
        if (asked.isEmpty()) {
            return;
        }
        line("");
        line("| " + title + " | value | in words |");
        line("|---|---|---|");
        asked.forEach((pointer, schema) -> {
            JsonNode bare =
                    ((tools.jackson.databind.node.ObjectNode) schema.deepCopy())
                            .without("description");
            line(
                    "| `%s` | `%s` | %s |"
                            .formatted(
                                    pointer,
                                    bare.size() == 1 && bare.has("const")
                                            ? bare.get("const")
                                            : bare,
                                    schema.path("description").asString("")));
        });
    }

    private static String references(Rule rule) {
        return rule.references().entrySet().stream()
                        .map(it -> it.getKey() + " " + String.join(", ", it.getValue()))
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private void score() {
        line("");
        line("## Results, score, coverage");
        line("");
        line(
                "A rule **passes** when all that it expects was seen, **fails** when something else was");
        line(
                "seen, and is **unknown** when something could not be seen; unknown never counts as pass.");
        line(
                "It is **not applicable** where `appliesWhen` does not hold, and **excepted** where it fails or");
        line(
                "is unknown and `--keep FACET=REASON` accepts that. Compliant: none fails, none is unknown.");
        line("");
        line(
                "The score is the weight of the rules that pass, of the weight of those that pass, fail or"
                        + " are unknown, in percent, rounded down. Weights: "
                        + java.util.Arrays.stream(Severity.values())
                                .map(it -> it.word() + " " + it.weight())
                                .collect(Collectors.joining(", "))
                        + ".");
        line(
                "Coverage is how many of the applicable rules were evaluated (pass, fail or excepted), 0 to 1.");
    }

    private void writing() {
        line("");
        line("## Rules of your own");
        line("");
        line(
                "Put a rule into `rules.d/NAME.yaml` and a profile that names it into `profiles.d/NAME.yaml`. A file with");
        line(
                "a fault is refused with file, line and way out. Both folders are in `/etc/edgeward`, or in the DIR of `edgeward run --state DIR` on a simulated gateway,");
        line(
                "and are read when the daemon starts: `systemctl restart edgeward`. An example of each, for a gateway that has those settings:");
        for (String example : List.of(OwnersFolder.RULE, OwnersFolder.PROFILE)) {
            line("");
            line("```yaml");
            page.append(example);
            line("```");
        }
        keys("A rule", "schemas/rule.json");
        keys("A profile", "schemas/profile.json");
        line("");
        line(
                "`${name}` in a pointer, a value of an expectation, a patch or a command is the profile's parameter of that");
        line(
                "name. A value that is nothing else takes over its type; a key or pointer with a list stands once for each item.");
    }

    private void keys(String title, String schema) {
        JsonNode tree = new JsonMapper().readTree(Shipped.text(schema));
        line("");
        line("| " + title + " | | |");
        line("|---|---|---|");
        tree.get("properties")
                .forEachEntry((key, node) -> {
                    boolean required =
                            tree.get("required")
                                    .valueStream()
                                    .anyMatch(it -> it.asString().equals(key));
                    line(
                            "| `%s` | %s | %s |"
                                    .formatted(
                                            key,
                                            required ? "required" : "",
                                            node.path("description").asString("")));
                });
        JsonNode remedy = tree.at("/properties/remedy/properties");
        remedy.forEachEntry((key, node) ->
                line(
                        "| `remedy/%s` | | %s |"
                                .formatted(key, node.path("description").asString(""))));
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
