package io.edgeward.gateway.api;

import io.edgeward.core.enforcement.NotAdopted;
import io.edgeward.core.platform.PlatformException;
import io.edgeward.posture.FaultyRules;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.Servlet;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All requests in one table, and one answer for each way in which they can fail. */
final class Api {
    static final String ROOT = "/api/v1";

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final Views views;
    private final Changes changes;
    private final Measures measures;

    /**
     * @param services may block until they are there
     */
    Api(Supplier<Services> services, Callers callers) {
        var caller = new Caller(callers);
        this.views = new Views(services);
        this.changes = new Changes(services, caller);
        this.measures = new Measures(services, caller);
    }

    Servlet servlet() {
        return Javalin.create(this::configure).javalinServlet();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.router.ignoreTrailingSlashes = false;
        config.router.javaLangErrorHandler((response, error) -> {
            LOG.error("A request ended in an error of the JVM", error);
            response.setStatus(500);
        });
        routes(config.routes);
        failures(config.routes);
    }

    private void routes(RoutesConfig routes) {
        routes.get(ROOT + "/status", views::status);
        routes.get(ROOT + "/exposure", views::exposure);
        routes.get(ROOT + "/doctor", views::doctor);
        routes.get(ROOT + "/settings", views::settings);
        routes.get(ROOT + "/settings/schema", views::schema);
        routes.patch(ROOT + "/settings", changes::patch);
        routes.put(ROOT + "/settings", changes::replace);
        routes.get(ROOT + "/generations", views::generations);
        routes.get(ROOT + "/generations/{id}/settings", views::settingsOf);
        routes.get(ROOT + "/generations/{id}/diff", views::diff);
        routes.post(ROOT + "/generations/{id}/rollback", changes::rollBack);
        routes.get(ROOT + "/trial", views::trial);
        routes.post(ROOT + "/trial/{id}/confirm", changes::confirm);
        routes.post(ROOT + "/trial/{id}/extend", changes::extend);
        routes.post(ROOT + "/trial/{id}/revert", changes::revert);
        routes.get(ROOT + "/profiles", measures::profiles);
        routes.get(ROOT + "/audit", measures::audit);
        routes.post(ROOT + "/enforce", measures::enforce);
        routes.get(ROOT + "/events", views::events);
    }

    private static void failures(RoutesConfig routes) {
        routes.exception(RequestRefused.class, (e, context) -> Json.problem(context, e.answer()));
        routes.exception(HttpResponseException.class, Api::noSuchRequest);
        routes.exception(
                FaultyRules.class,
                (e, context) ->
                        Json.problem(context, ProblemAnswer.of(ProblemType.INVALID, e.problems())));
        routes.exception(
                NotAdopted.class,
                (e, context) ->
                        Json.problem(
                                context,
                                ProblemAnswer.of(
                                        ProblemType.NOT_ADOPTED,
                                        "not-adopted",
                                        e.getMessage() + ".",
                                        "It is tried again and again; see `edgeward doctor`.")));
        routes.exception(PlatformException.class, Api::noAnswer);
        routes.exception(Exception.class, Api::internal);
    }

    private static void noSuchRequest(HttpResponseException e, Context context) {
        String asked = context.method() + " " + context.path();
        if (e.getStatus() == 405) {
            String allowed = String.join(", ", e.getDetails().values());
            context.header("Allow", allowed);
            Json.problem(
                    context,
                    ProblemAnswer.of(
                                    ProblemType.INVALID,
                                    "method-not-allowed",
                                    asked + " is not possible.",
                                    "Possible here: " + allowed + ".")
                            .withStatus(405));
        } else if (e.getStatus() == 404) {
            Json.problem(
                    context,
                    ProblemAnswer.of(
                            ProblemType.NOT_FOUND,
                            "no-such-request",
                            "There is no " + asked + ".",
                            "All requests stand in docs/reference/api.md, below " + ROOT + "."));
        } else {
            internal(e, context);
        }
    }

    private static void noAnswer(PlatformException e, Context context) {
        LOG.warn("No answer while {}", e.getMessage(), e);
        if (e.kind() == PlatformException.Kind.UNINTELLIGIBLE) {
            Json.problem(context, ProblemAnswer.internal());
        } else {
            Json.problem(
                    context,
                    ProblemAnswer.of(
                            ProblemType.APPLIER_UNREACHABLE,
                            "applier-unreachable",
                            "The applier did not answer while " + e.getMessage() + ".",
                            "See `edgeward doctor` and `systemctl status edgeward-apply.socket`."));
        }
    }

    private static void internal(Exception e, Context context) {
        LOG.error("{} {} failed", context.method(), context.path(), e);
        Json.problem(context, ProblemAnswer.internal());
    }

    /** What stands in the path, where nothing of that name can be. */
    static RequestRefused notFound(String what, List<Long> known) {
        return new RequestRefused(
                ProblemAnswer.of(
                        ProblemType.NOT_FOUND,
                        "not-found",
                        "There is no " + what + ".",
                        known.isEmpty()
                                ? "See `edgeward status`."
                                : "These are kept: " + known + "."));
    }
}
