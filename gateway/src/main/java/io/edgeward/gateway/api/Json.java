package io.edgeward.gateway.api;

import io.javalin.http.Context;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers; a part that is empty is {@code null}, so that every answer has all its keys. */
final class Json {
    static final String TYPE = "application/json";
    static final String PROBLEM_TYPE = "application/problem+json";

    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    static void ok(Context context, Object value) {
        write(context, 200, TYPE, value);
    }

    static void accepted(Context context, Object value) {
        write(context, 202, TYPE, value);
    }

    static void problem(Context context, ProblemAnswer problem) {
        write(context, problem.status(), PROBLEM_TYPE, problem);
    }

    private static void write(Context context, int status, String type, Object value) {
        byte[] bytes = bytes(value);
        context.status(status)
                .contentType(type)
                .header("Content-Length", Integer.toString(bytes.length))
                .result(bytes);
    }
}
