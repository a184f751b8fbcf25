package io.edgeward.cli.command;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.call.Command;
import io.edgeward.cli.call.Manual;
import io.edgeward.cli.contract.Complaint;
import io.edgeward.cli.contract.ExitStatus;
import io.edgeward.cli.contract.Json;
import io.edgeward.cli.daemon.Request;
import io.edgeward.cli.text.AuditPage;
import io.edgeward.cli.text.Page;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;

/** Measures the gateway against a profile. */
public final class AuditCommand implements Command {
    static final String USUAL_PROFILE = "field";
    private static final int REPORT_WIDTH = 100;

    @Override
    public CommandSpec spec() {
        return Manual.of(
                        this,
                        "audit",
                        "Measures the gateway against a profile of hardening rules.",
                        "",
                        "What is really there is looked at, not what the settings say. Compliant"
                                + " means that no rule fails and none is unknown. Changes nothing.")
                .value(
                        "--profile",
                        "NAME",
                        String.class,
                        "Profile, as `edgeward profiles` lists them. Default: field.")
                .values(
                        "--keep",
                        "FACET=REASON",
                        "Count the rules of this facet as excepted, for this reason. May be"
                                + " repeated.")
                .value(
                        "--format",
                        "FORMAT",
                        String.class,
                        "Of the report: text or json. Default: text.")
                .value(
                        "--output",
                        "FILE",
                        String.class,
                        "Write the report to FILE, and only the verdict to standard output (with"
                                + " --json: the whole audit).")
                .examples(
                        "edgeward audit",
                        "edgeward audit --format json --output posture.json",
                        "edgeward audit --json | jq '.findings[] | select(.result == \"fail\")'")
                .exits(0, 1, 2, 4, 7)
                .spec();
    }

    @Override
    public int run(Call call) {
        String format = call.<String>value("--format").orElse("text");
        if (!List.of("text", "json").contains(format)) {
            throw Complaint.invalid(
                            "'" + format + "' is no format of a report.",
                            "--format text or --format json")
                    .failure();
        }
        String profile = call.<String>value("--profile").orElse(USUAL_PROFILE);
        Request request = Request.get("/audit").with("profile", profile);
        JsonNode audit = call.daemon().ask(EnforceCommand.keeping(call, request)).granted();
        Optional<String> file = call.value("--output");
        if (file.isPresent()) {
            Texts.write(file.get(), report(audit, format));
            call.tell(
                    audit,
                    (it, page) -> {
                        AuditPage.verdict(it, page);
                        page.line("Report: " + file.get());
                    });
        } else if (format.equals("json")) {
            call.document(audit);
        } else {
            call.tell(audit, AuditPage::write);
        }
        return audit.path("compliant").asBoolean(false)
                ? ExitStatus.DONE
                : ExitStatus.NOT_COMPLIANT;
    }

    private static byte[] report(JsonNode audit, String format) {
        if (format.equals("json")) {
            return Json.pretty(audit);
        }
        Page page = new Page(REPORT_WIDTH, false);
        AuditPage.write(audit, page);
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }
}
