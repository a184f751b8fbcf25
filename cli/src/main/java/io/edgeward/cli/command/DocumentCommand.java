package io.edgeward.cli.command;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.call.Command;
import io.edgeward.cli.call.Manual;
import io.edgeward.cli.daemon.Request;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** Changes the settings by a document: a patch of them, or the whole of them. */
final class DocumentCommand implements Command {
    private final String name;
    private final Function<byte[], Request> request;
    private final String[] description;
    private final String[] examples;

    private DocumentCommand(
            String name,
            Function<byte[], Request> request,
            String[] description,
            String... examples) {
        this.name = name;
        this.request = request;
        this.description = description;
        this.examples = examples;
    }

    static DocumentCommand patch() {
        return new DocumentCommand(
                "patch",
                Request::patch,
                new String[] {
                    "Merges a document into the settings (RFC 7396).",
                    "",
                    "What the document leaves out stays as it is; null brings the default back or"
                            + " removes an entry; a list replaces the whole list."
                },
                "edgeward settings patch change.json --dry-run",
                "echo '{\"services\":{\"ssh\":{\"enabled\":false}}}' | edgeward settings patch -");
    }

    static DocumentCommand apply() {
        return new DocumentCommand(
                "apply",
                Request::put,
                new String[] {
                    "Replaces the settings by a document.",
                    "",
                    "What the document leaves out becomes the default."
                },
                "edgeward settings diff gateway.json",
                "edgeward settings apply gateway.json --reason 'ticket 4711'");
    }

    @Override
    public CommandSpec spec() {
        return ChangeOptions.describe(
                        Manual.of(this, name, description)
                                .argument(
                                        "FILE",
                                        true,
                                        String.class,
                                        "JSON document of at most 1 MiB; - is standard input."))
                .examples(examples)
                .exits(ChangeOptions.EXITS)
                .spec();
    }

    @Override
    public int run(Call call) {
        byte[] document = Texts.read(call.<String>argument(0).orElseThrow(), call);
        return Changes.make(call, request.apply(document));
    }
}
