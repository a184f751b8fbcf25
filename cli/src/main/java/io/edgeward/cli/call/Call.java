package io.edgeward.cli.call;

import io.edgeward.cli.contract.Complaint;
import io.edgeward.cli.contract.Json;
import io.edgeward.cli.daemon.Daemon;
import io.edgeward.cli.text.Page;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;

/**
 * One call of a command: what was asked, and where the answer goes.
 *
 * @param parsed all levels, the outermost first
 */
public record Call(List<ParseResult> parsed, Surroundings surroundings) {
    private static final String USUAL_SOCKET = "/run/edgeward-daemon/control.sock";

    public Call {
        parsed = List.copyOf(parsed);
    }

    /** Whether an option without a value was given, before or after the command's name. */
    public boolean has(String option) {
        return parsed.stream().anyMatch(it -> it.hasMatchedOption(option));
    }

    /** The value of an option. */
    public <T> Optional<T> value(String option) {
        return parsed.reversed().stream()
                .filter(it -> it.hasMatchedOption(option))
                .findFirst()
                .map(it -> it.matchedOption(option).getValue());
    }

    /** The values of an option that may be repeated. */
    public List<String> values(String option) {
        return this.<List<String>>value(option).orElse(List.of());
    }

    /** An argument by its place. */
    public <T> Optional<T> argument(int index) {
        ParseResult last = parsed.getLast();
        return last.hasMatchedPositional(index)
                ? Optional.ofNullable(last.matchedPositional(index).<T>getValue())
                : Optional.empty();
    }

    /** Whether the answer is for a program: exactly one JSON document. */
    public boolean json() {
        return has("--json");
    }

    public Daemon daemon() {
        String socket =
                this.<String>value("--socket")
                        .orElseGet(() ->
                                surroundings.environment().getOrDefault("EDGEWARD_SOCKET", ""));
        try {
            return new Daemon(Path.of(socket.isEmpty() ? USUAL_SOCKET : socket));
        } catch (InvalidPathException e) {
            throw Complaint.invalid("'" + socket + "' is no path of a socket.").failure();
        }
    }

    /** Tells the answer: as it is to a program, as a page to a person. */
    public void tell(JsonNode answer, BiConsumer<JsonNode, Page> writer) {
        if (json()) {
            document(answer);
        } else {
            Page page = page();
            writer.accept(answer, page);
            surroundings.out().print(page);
        }
    }

    /** Writes a document to standard output, in UTF-8 whatever the locale. */
    public void document(JsonNode document) {
        byte[] bytes = Json.pretty(document);
        surroundings.out().write(bytes, 0, bytes.length);
    }

    /** An empty page for standard output. */
    public Page page() {
        return new Page(
                surroundings.width(), surroundings.outIsTerminal() && surroundings.colourAllowed());
    }

    /** An empty page for standard error. */
    public Page aside() {
        return new Page(
                surroundings.width(), surroundings.errIsTerminal() && surroundings.colourAllowed());
    }

    /** Says something to the person at once, beside the answer. */
    public void say(Page page) {
        surroundings.err().print(page);
        surroundings.err().flush();
    }
}
