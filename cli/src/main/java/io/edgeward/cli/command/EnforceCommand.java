package io.edgeward.cli.command;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.call.Command;
import io.edgeward.cli.call.Manual;
import io.edgeward.cli.contract.Complaint;
import io.edgeward.cli.daemon.Request;
import picocli.CommandLine.Model.CommandSpec;

/** Makes the gateway comply with a profile. */
public final class EnforceCommand implements Command {
    @Override
    public CommandSpec spec() {
        return ChangeOptions.describe(
                        Manual.of(
                                        this,
                                        "enforce",
                                        "Makes the gateway comply with a profile, and proves it.",
                                        "",
                                        "Audit, one change made of all remedies, verified as a"
                                                + " whole, and the same audit again. What no setting"
                                                + " can cure is told as remaining. A second enforce"
                                                + " changes nothing.")
                                .value(
                                        "--profile",
                                        "NAME",
                                        String.class,
                                        "Profile, as `edgeward profiles` lists them. Default:"
                                                + " field.")
                                .values(
                                        "--keep",
                                        "FACET=REASON",
                                        "Leave this facet as it is: its rules are excepted, and"
                                                + " the reason is written to the event log. May be"
                                                + " repeated."))
                .examples(
                        "edgeward enforce --dry-run",
                        "edgeward enforce --keep 'ssh=the service contract needs it'",
                        "edgeward enforce --keep 'ssh=until handover' --confirm-within 5m --wait",
                        "edgeward enforce --now --accept-loss all")
                .exits(0, 1, 2, 3, 4, 5, 6, 7, 8)
                .spec();
    }

    @Override
    public int run(Call call) {
        String profile = call.<String>value("--profile").orElse(AuditCommand.USUAL_PROFILE);
        Request request = Request.post("/enforce").with("profile", profile);
        return Changes.make(call, keeping(call, request));
    }

    /** The request with what is to be kept, and why. */
    static Request keeping(Call call, Request request) {
        Request with = request;
        for (String keep : call.values("--keep")) {
            if (!keep.matches("(?s)[^=]+=.*\\S.*")) {
                throw Complaint.invalid(
                                "--keep '" + keep + "' names no facet and reason.",
                                "--keep 'ssh=the service contract needs it'")
                        .failure();
            }
            with = with.with("keep", keep);
        }
        return with;
    }
}
