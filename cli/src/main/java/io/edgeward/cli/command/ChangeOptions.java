package io.edgeward.cli.command;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.call.Manual;
import io.edgeward.cli.contract.Complaint;
import io.edgeward.cli.daemon.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a change shall be made: the options that every change takes.
 *
 * @param confirmWithin how long a trial lasts; empty: as the daemon sees fit
 */
record ChangeOptions(
        boolean now,
        Optional<Duration> confirmWithin,
        List<String> acceptLoss,
        boolean dryRun,
        Optional<String> reason,
        boolean waits) {
    /** What a change may end with. */
    static final int[] EXITS = {0, 2, 3, 4, 5, 6, 7, 8};

    ChangeOptions {
        acceptLoss = List.copyOf(acceptLoss);
    }

    static Manual describe(Manual manual) {
        return manual.flag(
                        "--dry-run",
                        "Only show what would change, and what would be refused. Nothing is"
                                + " changed, and the exit status is 0 whatever the plan says.")
                .flag(
                        "--now",
                        "Keep the change as soon as it is verified: no trial. The way to finish a"
                                + " change that leaves no way in.")
                .value(
                        "--confirm-within",
                        "DURATION",
                        Duration.class,
                        "Make it on trial, and revert it unless it is confirmed in time: 90s, 2m,"
                                + " 1h, from 30s to 60m. Default: 2m if it may cut access, else no"
                                + " trial.")
                .flag(
                        "--wait",
                        "If it is on trial, follow it until it is confirmed from elsewhere (exit"
                                + " status 0) or reverted (5). Ctrl-C leaves the trial alone.")
                .values(
                        "--accept-loss",
                        "WAY",
                        "Accept that this way in is lost, for example ssh, or all. Without it, a"
                                + " change that would lock you out is refused. May be repeated.")
                .value("--reason", "TEXT", String.class, "Why, for the event log.");
    }

    /**
     * Reads them.
     *
     * @throws io.edgeward.cli.contract.Failure where they contradict each other
     */
    static ChangeOptions of(Call call) {
        ChangeOptions options =
                new ChangeOptions(
                        call.has("--now"),
                        call.value("--confirm-within"),
                        call.values("--accept-loss"),
                        call.has("--dry-run"),
                        call.value("--reason"),
                        call.has("--wait"));
        if (options.now && options.confirmWithin.isPresent()) {
            throw contradiction("--now opens no trial, --confirm-within does").failure();
        }
        if (options.waits && (options.now || options.dryRun)) {
            String other = options.now ? "--now" : "--dry-run";
            throw contradiction("--wait follows a trial, " + other + " opens none").failure();
        }
        return options;
    }

    private static Complaint contradiction(String both) {
        return Complaint.invalid(
                "These do not go together: " + both + ".", "Leave one of them out.");
    }

    /** The request with these options. */
    Request on(Request request) {
        Request with = request;
        if (now) {
            with = with.with("now", "true");
        }
        if (confirmWithin.isPresent()) {
            with = with.with("confirmWithin", Long.toString(confirmWithin.get().toSeconds()));
        }
        for (String way : acceptLoss) {
            with = with.with("acceptLoss", way);
        }
        if (dryRun) {
            with = with.with("dryRun", "true");
        }
        if (reason.isPresent()) {
            with = with.with("reason", reason.get());
        }
        return with;
    }
}
