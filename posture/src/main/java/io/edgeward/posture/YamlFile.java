package io.edgeward.posture;

import io.edgeward.core.settings.Problem;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A file of rules or profiles as it was read.
 *
 * @param name as the owner knows it
 * @param lines JSON Pointer to the line where it begins
 * @param tried whether a test of this build has found it sound
 */
record YamlFile(String name, JsonNode tree, Map<String, Integer> lines, boolean tried) {
    YamlFile {
        lines = Map.copyOf(lines);
    }

    /** A fault at a pointer of this file, told with file and line. */
    Problem fault(String code, String at, String says, String tryThis) {
        return Problem.error(code, at, place(at) + says, tryThis);
    }

    private String place(String at) {
        String nearest = at;
        while (!lines.containsKey(nearest) && !nearest.isEmpty()) {
            nearest = nearest.substring(0, nearest.lastIndexOf('/'));
        }
        return name + ", line " + lines.getOrDefault(nearest, 1) + ": ";
    }
}
