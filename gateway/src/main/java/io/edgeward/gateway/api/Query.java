package io.edgeward.gateway.api;

import io.edgeward.core.settings.Problem;
import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of a request, read strictly: what is not known, stands twice or is no right value is
 * refused, all of it in one answer by {@link #check}. For one request, on one thread.
 */
final class Query {
    private static final int MAX_LENGTH = 1000;

    private final Map<String, List<String>> given = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private Query() {}

    /**
     * @param known the options that this request has
     */
    static Query of(Context context, Set<String> known) {
        var query = new Query();
        String text = context.req().getQueryString();
        if (text != null && !text.isEmpty()) {
            for (String option : text.split("&", -1)) {
                query.read(option, known);
            }
        }
        return query;
    }

    private void read(String option, Set<String> known) {
        int equals = option.indexOf('=');
        Optional<String> name = decode(equals < 0 ? option : option.substring(0, equals));
        Optional<String> value = decode(equals < 0 ? "" : option.substring(equals + 1));
        if (name.isEmpty() || value.isEmpty()) {
            fault(
                    "malformed-option",
                    "An option of this request cannot be read.",
                    "Write name=value, percent-encoded UTF-8 without control characters, at most "
                            + MAX_LENGTH
                            + " characters.");
        } else if (!known.contains(name.get())) {
            fault(
                    "unknown-option",
                    "\"" + shown(name.get()) + "\" is not an option of this request.",
                    known.isEmpty()
                            ? "It has none."
                            : "Known here: "
                                    + String.join(", ", known.stream().sorted().toList())
                                    + ".");
        } else {
            given.computeIfAbsent(name.get(), it -> new ArrayList<>()).add(value.get());
        }
    }

    private static Optional<String> decode(String text) {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            boolean readable =
                    decoded.length() <= MAX_LENGTH
                            && decoded.codePoints()
                                    .noneMatch(it -> Character.isISOControl(it) || it == 0xFFFD);
            return readable ? Optional.of(decoded) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    Optional<String> text(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            fault(
                    "repeated-option",
                    "\"" + name + "\" stands in this request more than once.",
                    "Keep one of them; which one was meant cannot be guessed.");
        }
        return values.stream().findFirst();
    }

    List<String> all(String name) {
        return given.getOrDefault(name, List.of());
    }

    boolean flag(String name) {
        String value = text(name).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            fault(
                    "malformed-option",
                    "\"" + shown(value) + "\" is not true or false.",
                    "Write " + name + "=true, or leave it out.");
        }
        return value.equals("true");
    }

    /** A whole number from {@code least} to {@code most}; empty if it is not given, or wrong. */
    Optional<Integer> number(String name, int least, int most) {
        return text(name).flatMap(value -> number(name, value, least, most));
    }

    private Optional<Integer> number(String name, String value, int least, int most) {
        if (value.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        }
        fault(
                "malformed-option",
                "\""
                        + shown(value)
                        + "\" is not a whole number from "
                        + least
                        + " to "
                        + most
                        + ".",
                "For example: " + name + "=" + Math.clamp(100, least, most) + ".");
        return Optional.empty();
    }

    void fault(String code, String says, String tryThis) {
        problems.add(Problem.error(code, "", says, tryThis));
    }

    /** Refuses the request if any of its options is wrong. */
    void check() {
        if (!problems.isEmpty()) {
            throw new RequestRefused(ProblemAnswer.of(ProblemType.INVALID, 400, problems));
        }
    }

    /** For a request that has no options. */
    static void none(Context context) {
        of(context, Set.of()).check();
    }
}
