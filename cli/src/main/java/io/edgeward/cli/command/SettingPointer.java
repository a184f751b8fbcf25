package io.edgeward.cli.command;

import io.edgeward.cli.contract.Complaint;
import io.edgeward.cli.contract.Json;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A place in the settings: a JSON Pointer (RFC 6901). */
record SettingPointer(String text) {
    /**
     * Reads one.
     *
     * @throws io.edgeward.cli.contract.Failure where it is none
     */
    static SettingPointer of(String text) {
        if (!text.isEmpty() && !text.startsWith("/")) {
            throw Complaint.invalid(
                            "'" + text + "' is no JSON Pointer: it begins with a slash.",
                            "/" + text.replace('.', '/'))
                    .failure();
        }
        if (text.matches(".*~(?![01]).*")) {
            throw Complaint.invalid(
                            "'" + text + "' is no JSON Pointer: ~ is written ~0 and / is ~1.",
                            text.replace("~", "~0"))
                    .failure();
        }
        return new SettingPointer(text);
    }

    /** The merge patch (RFC 7396) that puts {@code value} here. */
    JsonNode patchWith(JsonNode value) {
        JsonNode patch = value;
        for (String name : names().reversed()) {
            patch = Json.object().set(name, patch);
        }
        return patch;
    }

    private List<String> names() {
        return Stream.of(text.split("/", -1))
                .skip(1)
                .map(name -> name.replace("~1", "/").replace("~0", "~"))
                .toList();
    }
}
