package io.edgeward.posture;

import com.networknt.schema.Schema;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** What must stand at one place of the observed state, ready to be asked. */
record Expectation(String pointer, JsonPointer at, JsonNode schema, Schema compiled) {
    private static final int SHOWN = 160;

    /** What came of looking. */
    enum Sight {
        MET,
        NOT_MET,
        UNSEEN
    }

    /** The value in a state; missing if it could not be seen. */
    JsonNode in(JsonNode state) {
        return state.at(at);
    }

    Sight look(JsonNode state) {
        JsonNode value = in(state);
        if (value.isMissingNode() || value.isNull()) {
            return Sight.UNSEEN;
        }
        return compiled.validate(value).isEmpty() ? Sight.MET : Sight.NOT_MET;
    }

    /** What is seen instead of what is expected. */
    String difference(JsonNode state) {
        return pointer + " is " + shown(in(state)) + "; expected: " + wish();
    }

    private String wish() {
        if (schema.has("description")) {
            return schema.get("description").asString();
        }
        return shown(schema.has("const") ? schema.get("const") : schema);
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + " …";
    }
}
