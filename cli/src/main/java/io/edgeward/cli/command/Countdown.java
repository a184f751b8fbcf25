package io.edgeward.cli.command;

import io.edgeward.cli.call.Call;
import io.edgeward.cli.contract.Durations;
import io.edgeward.cli.text.Style;
import java.io.PrintStream;

/**
 * The time left: one live line on a terminal, else a line now and then. Not for several threads.
 */
final class Countdown {
    private static final long STEP_SECONDS = 30;
    private static final String CLEAR = "\r\u001b[K";

    private final Call call;
    private final long id;
    private final boolean live;
    private long tellBelow = Long.MAX_VALUE;
    private boolean lost;

    Countdown(Call call, long id) {
        this.call = call;
        this.id = id;
        this.live = call.surroundings().errIsTerminal();
    }

    void show(long secondsLeft) {
        lost = false;
        String text =
                "Generation " + id + " is on trial: " + Durations.spoken(secondsLeft) + " left";
        PrintStream err = call.surroundings().err();
        if (live) {
            err.print(CLEAR + text + " (Ctrl-C leaves the trial alone)");
            err.flush();
        } else if (secondsLeft < tellBelow) {
            call.say(call.aside().line(text));
            // At the next full step below, and once more shortly before the end.
            long step = (secondsLeft - 1) / STEP_SECONDS * STEP_SECONDS;
            tellBelow = step > 0 ? step + 1 : secondsLeft > 10 ? 11 : 0;
        }
    }

    /** The daemon does not answer: said once. */
    void lost() {
        if (!lost) {
            end();
            call.say(
                    call.aside()
                            .line(
                                    "The daemon does not answer. The trial goes on without it.",
                                    Style.WARNING));
        }
        lost = true;
    }

    void end() {
        if (live) {
            call.surroundings().err().print(CLEAR);
            call.surroundings().err().flush();
        }
    }
}
