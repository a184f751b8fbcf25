package io.edgeward.cli.command;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.call.Command;
import io.edgeward.cli.call.Manual;
import io.edgeward.cli.contract.ExitStatus;
import io.edgeward.cli.daemon.Request;
import io.edgeward.cli.text.StatusPage;
import picocli.CommandLine.Model.CommandSpec;

/** The gateway at a glance. */
public final class StatusCommand implements Command {
    @Override
    public CommandSpec spec() {
        return Manual.of(
                        this,
                        "status",
                        "Shows the gateway at a glance.",
                        "",
                        "What is on, what can be reached from where, what differs from what is"
                                + " wanted, an open trial with the time left, alarms, and what to do"
                                + " next. The state is looked at anew each time, never remembered.")
                .examples("edgeward status", "edgeward status --json | jq .drift")
                .exits(0, 2, 4, 7)
                .spec();
    }

    @Override
    public int run(Call call) {
        call.tell(call.daemon().ask(Request.get("/status")).granted(), StatusPage::write);
        return ExitStatus.DONE;
    }
}
