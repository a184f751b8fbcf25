package io.edgeward.core.enforcement;

import io.edgeward.core.settings.Problem;
import java.util.ArrayList;
import java.util.List;

/** Refuses what would lock the owner out, unless the loss is accepted by name. */
final class Guard {
    private Guard() {}

    static List<Problem> check(Plan plan, Change change) {
        List<Problem> problems = new ArrayList<>();
        List<String> lost = plan.waysLost();
        if (plan.waysAfter().isEmpty() && !lost.isEmpty()) {
            List<String> unaccepted =
                    lost.stream().filter(way -> !change.options().accepts(way)).toList();
            if (!unaccepted.isEmpty()) {
                problems.add(
                        Problem.error(
                                "last-way",
                                "",
                                "This would close the last way to manage the gateway: "
                                        + String.join(", ", unaccepted)
                                        + ". Nothing was changed.",
                                accept(unaccepted)));
            }
            return problems;
        }
        change.by()
                .login()
                .filter(login -> lost.contains(login.way()))
                .filter(login -> !change.options().accepts(login.way()))
                .ifPresent(login ->
                        problems.add(
                                Problem.error(
                                        "own-way",
                                        "",
                                        "This would close "
                                                + login.way()
                                                + ", the way that you came in by. Nothing"
                                                + " was changed.",
                                        accept(List.of(login.way())))));
        return problems;
    }

    private static String accept(List<String> ways) {
        return "Keep one open (with enforce: --keep "
                + ways.getFirst()
                + "=REASON), or accept the loss: --accept-loss "
                + String.join(" --accept-loss ", ways)
                + " (or: --accept-loss all).";
    }
}
