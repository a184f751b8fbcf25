package io.edgeward.gateway.api;

import io.javalin.http.Context;
import java.util.List;

/**
 * The id of a generation, as it stands in a path.
 *
 * @param text as it was written
 */
record Id(long number, String text) {
    /**
     * @throws RequestRefused if no generation can have this id
     */
    static Id of(Context context) {
        String text = context.pathParam("id");
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw Api.notFound("generation \"" + shown(text) + "\"", List.of());
        }
        return new Id(Long.parseLong(text), text);
    }

    private static String shown(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= 40 ? clean : clean.substring(0, 40) + "…";
    }
}
