package io.edgeward.gateway.api;

import io.edgeward.core.settings.Problem;
import io.edgeward.gateway.hardening.Hardening;
import io.edgeward.gateway.hardening.Hardening.Enforced;
import io.edgeward.gateway.hardening.Hardening.Goal;
import io.edgeward.posture.Audit;
import io.edgeward.posture.Profile;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The requests that measure the gateway against a profile, and bring it there. */
final class Measures {
    private static final String USUAL_PROFILE = "field";

    private final Supplier<Services> services;
    private final Caller caller;

    Measures(Supplier<Services> services, Caller caller) {
        this.services = services;
        this.caller = caller;
    }

    record ProfileView(String name, String title, String purpose, List<String> rules) {
        static ProfileView of(Profile profile) {
            return new ProfileView(
                    profile.name(), profile.title(), profile.purpose(), profile.rules());
        }
    }

    record ProfilesView(List<ProfileView> profiles) {}

    void profiles(Context context) {
        Query.none(context);
        Json.ok(
                context,
                new ProfilesView(
                        hardening().posture().profiles().stream().map(ProfileView::of).toList()));
    }

    void audit(Context context) {
        Query query = Query.of(context, Set.of("profile", "keep"));
        Goal goal = goal(query);
        check(query, goal);
        Audit audit = hardening().audit(goal);
        Json.ok(context, audit.json().put("exit", exit(audit)));
    }

    void enforce(Context context) {
        Query query = Query.of(context, ChangeOptions.and(Set.of("profile", "keep")));
        Goal goal = goal(query);
        ChangeOptions options = ChangeOptions.of(query);
        check(query, goal);
        Body.none(context);
        Enforced enforced =
                hardening().enforce(goal, caller.of(context), options.reason(), options.options());
        Map<String, Object> outcome =
                OutcomeAnswer.granted(enforced.outcome(), OutcomeAnswer.Asked.A_CHANGE);
        int exit = (int) outcome.getOrDefault("exit", 0);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("before", enforced.before().json());
        answer.put("outcome", outcome);
        answer.put("after", enforced.after().map(Audit::json));
        answer.put("exit", exit != 0 ? exit : enforced.after().map(Measures::exit).orElse(0));
        if (exit == 0) {
            Json.ok(context, answer);
        } else {
            Json.accepted(context, answer);
        }
    }

    private Hardening hardening() {
        return services.get().hardening();
    }

    private static Goal goal(Query query) {
        Map<String, String> keep = new TreeMap<>();
        for (String kept : query.all("keep")) {
            int equals = kept.indexOf('=');
            String facet = equals < 0 ? kept : kept.substring(0, equals);
            if (keep.put(facet, equals < 0 ? "" : kept.substring(equals + 1)) != null) {
                query.fault(
                        "repeated-option",
                        "\"" + facet + "\" is kept more than once.",
                        "Give one reason.");
            }
        }
        return new Goal(query.text("profile").orElse(USUAL_PROFILE), keep);
    }

    private void check(Query query, Goal goal) {
        for (Problem problem : hardening().check(goal)) {
            query.fault(problem.code(), problem.says(), problem.tryThis());
        }
        query.check();
    }

    private static int exit(Audit audit) {
        return audit.compliant() ? 0 : 1;
    }
}
