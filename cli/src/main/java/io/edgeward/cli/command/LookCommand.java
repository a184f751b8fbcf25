package io.edgeward.cli.command;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.call.Command;
import io.edgeward.cli.call.Manual;
import io.edgeward.cli.contract.ExitStatus;
import io.edgeward.cli.daemon.Request;
import io.edgeward.cli.text.LookPages;
import io.edgeward.cli.text.Page;
import java.util.function.BiConsumer;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;

/** A command that takes nothing, asks one thing and shows the answer. */
public final class LookCommand implements Command {
    private static final int[] EXITS = {0, 2, 4, 7};
    private final String name;
    private final String path;
    private final BiConsumer<JsonNode, Page> writer;
    private final String[] description;
    private final String[] examples;

    private LookCommand(
            String name,
            String path,
            BiConsumer<JsonNode, Page> writer,
            String[] description,
            String... examples) {
        this.name = name;
        this.path = path;
        this.writer = writer;
        this.description = description;
        this.examples = examples;
    }

    public static LookCommand exposure() {
        return new LookCommand(
                "exposure",
                "/exposure",
                LookPages::exposure,
                new String[] {
                    "Shows what listens on the gateway, and what of it the network can reach.",
                    "",
                    "`Let in` is what the firewall admits and for which facet or rule, `Listens`"
                            + " every open port with its program, `Unexpected` what is there without"
                            + " having been asked for."
                },
                "edgeward exposure",
                "edgeward exposure --json | jq '.unexpected'");
    }

    public static LookCommand doctor() {
        return new LookCommand(
                "doctor",
                "/doctor",
                LookPages::doctor,
                new String[] {
                    "Checks Edgeward itself and what it needs, and says what helps.",
                    "",
                    "The exit status tells whether the checks could be made, not what they found."
                },
                "edgeward doctor");
    }

    public static LookCommand generations() {
        return new LookCommand(
                "generations",
                "/generations",
                LookPages::generations,
                new String[] {
                    "Lists the generations that are kept, newest first.",
                    "",
                    "A generation is one complete, immutable set of everything that the settings"
                            + " mean for the operating system. `active` is what runs, `confirmed` is"
                            + " what the next boot follows."
                },
                "edgeward generations",
                "edgeward settings diff --generation 41",
                "edgeward rollback 41");
    }

    public static LookCommand profiles() {
        return new LookCommand(
                "profiles",
                "/profiles",
                LookPages::profiles,
                new String[] {
                    "Lists the profiles: named sets of rules to audit and enforce.",
                },
                "edgeward profiles",
                "edgeward audit --profile commissioning");
    }

    static LookCommand schema() {
        return new LookCommand(
                "schema",
                "/settings/schema",
                (schema, page) -> page.verbatim(Texts.pretty(schema)),
                new String[] {
                    "Shows the JSON Schema (2020-12) of the settings.",
                    "",
                    "Every setting with its meaning, its range and its default."
                },
                "edgeward settings schema >edgeward.schema.json");
    }

    @Override
    public CommandSpec spec() {
        return Manual.of(this, name, description).examples(examples).exits(EXITS).spec();
    }

    @Override
    public int run(Call call) {
        call.tell(call.daemon().ask(Request.get(path)).granted(), writer);
        return ExitStatus.DONE;
    }
}
