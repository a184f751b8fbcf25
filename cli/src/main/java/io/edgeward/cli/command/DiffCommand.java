package io.edgeward.cli.command;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.call.Command;
import io.edgeward.cli.call.Manual;
import io.edgeward.cli.contract.Complaint;
import io.edgeward.cli.contract.ExitStatus;
import io.edgeward.cli.contract.Json;
import io.edgeward.cli.daemon.Request;
import io.edgeward.cli.text.OutcomePage;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;

/** Where a document or an older generation differs from the settings that are followed. */
final class DiffCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Manual.of(
                        this,
                        "diff",
                        "Shows what would change: from the settings that are followed to FILE, or to"
                                + " a generation.",
                        "",
                        "FILE is read as `apply` reads it: what it leaves out is the default."
                                + " Nothing is changed. The exit status does not tell whether there is"
                                + " a difference.")
                .argument(
                        "FILE",
                        false,
                        String.class,
                        "JSON document of at most 1 MiB; - is standard input.")
                .value(
                        "--generation",
                        "N",
                        Long.class,
                        "Compare with the settings of this generation instead.")
                .examples(
                        "edgeward settings diff gateway.json",
                        "edgeward settings diff --generation 41")
                .exits(0, 2, 3, 4, 7)
                .spec();
    }

    @Override
    public int run(Call call) {
        Optional<String> file = call.argument(0);
        Optional<Long> generation = call.value("--generation");
        if (file.isPresent() == generation.isPresent()) {
            throw Complaint.invalid(
                            "Compare with what? It takes either a file or --generation N.",
                            "edgeward settings diff --help")
                    .failure();
        }
        JsonNode edits =
                generation.isPresent()
                        ? ask(call, Request.get("/generations/" + generation.get() + "/diff"))
                        : ask(call, plan(file.orElseThrow(), call)).path("plan");
        JsonNode list = edits.path("edits").isArray() ? edits.path("edits") : Json.list();
        call.tell(
                Json.object().set("edits", list),
                (it, page) -> OutcomePage.diff(it.path("edits"), page));
        return ExitStatus.DONE;
    }

    private static Request plan(String file, Call call) {
        return Request.put(Texts.read(file, call)).with("dryRun", "true");
    }

    private static JsonNode ask(Call call, Request request) {
        return call.daemon().ask(request).granted();
    }
}
