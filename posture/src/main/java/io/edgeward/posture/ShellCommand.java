package io.edgeward.posture;

import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Commands that a person copies into a shell. What was observed there is never trusted. */
final class ShellCommand {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9@%+=:,./_-]+");

    private ShellCommand() {}

    /** A text as one word of a POSIX shell. */
    static String quoted(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** The command that makes a patch: one setting is set, several are patched. */
    static String making(ObjectNode patch) {
        Map<String, JsonNode> leaves = Patches.leaves(patch);
        if (leaves.size() == 1) {
            Map.Entry<String, JsonNode> leaf = leaves.entrySet().iterator().next();
            if (!leaf.getValue().isNull()) {
                return "edgeward settings set "
                        + quoted(leaf.getKey())
                        + " "
                        + quoted(leaf.getValue().toString());
            }
        }
        return "printf %s " + quoted(patch.toString()) + " | edgeward settings patch /dev/stdin";
    }

    /** A command with its holes filled: each value as one word, each item of a list as one. */
    static String filled(String template, Function<String, JsonNode> values) {
        return Template.HOLE
                .matcher(template)
                .replaceAll(hole -> java.util.regex.Matcher.quoteReplacement(words(hole, values)));
    }

    private static String words(MatchResult hole, Function<String, JsonNode> values) {
        JsonNode value = values.apply(hole.group(1));
        return value.isArray()
                ? value.valueStream().map(ShellCommand::word).collect(Collectors.joining(" "))
                : word(value);
    }

    private static String word(JsonNode value) {
        return quoted(value.isString() ? value.stringValue() : value.toString());
    }
}
