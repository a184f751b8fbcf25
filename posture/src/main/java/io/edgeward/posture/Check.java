package io.edgeward.posture;

import io.edgeward.posture.Expectation.Sight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A rule as a profile has it: templates filled, schemas compiled. */
record Check(
        Rule rule,
        List<Expectation> appliesWhen,
        List<Expectation> expect,
        Optional<ObjectNode> patch,
        List<Step> manual) {
    Check {
        appliesWhen = List.copyOf(appliesWhen);
        expect = List.copyOf(expect);
        manual = List.copyOf(manual);
    }

    /**
     * A command for a person.
     *
     * @param pointer the expectation that it is for; empty: for all of the rule
     */
    record Step(String pointer, String command, Map<String, JsonNode> parameters) {}

    /**
     * Measures a state.
     *
     * @param keep the reason why this rule's failing is accepted, if it is
     */
    Finding measure(JsonNode state, @Nullable String keep) {
        Result found = result(state);
        boolean excepted = keep != null && (found == Result.FAIL || found == Result.UNKNOWN);
        Result result = excepted ? Result.EXCEPTED : found;
        List<Expectation> asked = found == Result.NOT_APPLICABLE ? appliesWhen : expect;
        boolean curable = result == Result.FAIL || result == Result.UNKNOWN;
        return new Finding(
                rule.id(),
                rule.title(),
                rule.severity(),
                result,
                told(result, why(found, state), keep),
                observed(asked, state),
                expected(asked),
                curable ? remedy(state) : Optional.empty(),
                rule.references());
    }

    private String told(Result result, String seen, @Nullable String keep) {
        return switch (result) {
            case FAIL, UNKNOWN -> seen + " " + rule.why();
            case EXCEPTED -> "Accepted: " + keep + ". " + seen;
            case PASS, NOT_APPLICABLE -> seen;
        };
    }

    private Result result(JsonNode state) {
        List<Sight> applies = appliesWhen.stream().map(it -> it.look(state)).toList();
        if (applies.contains(Sight.NOT_MET) || expect.isEmpty()) {
            return Result.NOT_APPLICABLE;
        }
        if (applies.contains(Sight.UNSEEN)) {
            return Result.UNKNOWN;
        }
        List<Sight> met = expect.stream().map(it -> it.look(state)).toList();
        if (met.contains(Sight.NOT_MET)) {
            return Result.FAIL;
        }
        return met.contains(Sight.UNSEEN) ? Result.UNKNOWN : Result.PASS;
    }

    private String why(Result found, JsonNode state) {
        return switch (found) {
            case PASS -> "All that is expected was seen.";
            case NOT_APPLICABLE ->
                    expect.isEmpty()
                            ? "The profile names nothing for it."
                            : sentences(appliesWhen, state, false);
            default ->
                    sentences(
                            Stream.concat(appliesWhen.stream(), expect.stream()).toList(),
                            state,
                            true);
        };
    }

    private static String sentences(List<Expectation> asked, JsonNode state, boolean alsoUnseen) {
        List<String> sentences = new ArrayList<>();
        for (Expectation expectation : asked) {
            switch (expectation.look(state)) {
                case MET -> {}
                case NOT_MET -> sentences.add(expectation.difference(state) + ".");
                case UNSEEN -> {
                    if (alsoUnseen) {
                        sentences.add(expectation.pointer() + " could not be seen.");
                    }
                }
            }
        }
        return String.join(" ", sentences);
    }

    private static Map<String, JsonNode> observed(List<Expectation> asked, JsonNode state) {
        Map<String, JsonNode> observed = new LinkedHashMap<>();
        for (Expectation expectation : asked) {
            if (expectation.look(state) != Sight.UNSEEN) {
                observed.put(expectation.pointer(), expectation.in(state).deepCopy());
            }
        }
        return observed;
    }

    private static Map<String, JsonNode> expected(List<Expectation> asked) {
        Map<String, JsonNode> expected = new LinkedHashMap<>();
        asked.forEach(it -> expected.put(it.pointer(), it.schema()));
        return expected;
    }

    private Optional<Remedy> remedy(JsonNode state) {
        List<String> commands =
                manual.stream()
                        .filter(step -> step.pointer().isEmpty() || isBroken(step, state))
                        .map(step ->
                                ShellCommand.filled(
                                        step.command(), hole -> value(step, hole, state)))
                        .toList();
        if (patch.isEmpty() && commands.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Remedy(patch, patch.map(ShellCommand::making), commands));
    }

    private boolean isBroken(Step step, JsonNode state) {
        return expect.stream()
                .anyMatch(it ->
                        it.pointer().equals(step.pointer()) && it.look(state) == Sight.NOT_MET);
    }

    private static JsonNode value(Step step, String hole, JsonNode state) {
        JsonNode parameter = step.parameters().get(hole);
        if (parameter != null) {
            return parameter;
        }
        JsonNode seen = state.at(hole);
        return seen.isMissingNode() ? JsonNodeFactory.instance.arrayNode() : seen;
    }
}
