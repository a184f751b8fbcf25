package io.edgeward.testbed.junit;

import io.edgeward.testbed.Bed;
import io.edgeward.testbed.Gateway;
import io.edgeward.testbed.Neighbour;
import io.edgeward.testbed.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands out gateways, closes them, and saves what they have to say when a test fails. Where no
 * gateway can run, the tests are skipped, and {@code target/testbed-skipped.txt} gets one line for
 * each class with the reason. With {@code EDGEWARD_TESTBED=required} in the environment they fail
 * instead.
 */
public final class GatewayExtension
        implements ExecutionCondition, ParameterResolver, AfterEachCallback {

    private static final Namespace OURS = Namespace.create(GatewayExtension.class);
    private static final Path SKIPPED = Path.of("target", "testbed-skipped.txt");
    private static final Path DUMPS = Path.of("target", "testbed");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isPresent()) {
            return ConditionEvaluationResult.enabled("decided for the class");
        }
        var obstacle = obstacle(context);
        if (obstacle.isEmpty()) {
            return ConditionEvaluationResult.enabled("a gateway can run here");
        }
        if ("required".equals(System.getenv("EDGEWARD_TESTBED"))) {
            throw new IllegalStateException("EDGEWARD_TESTBED=required, but " + obstacle.get());
        }
        mark(context.getRequiredTestClass().getName() + ": " + obstacle.get());
        return ConditionEvaluationResult.disabled(
                "no real gateway can run here: " + obstacle.get());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Gateway.class || type == Neighbour.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var gateway = gateway(context);
        if (parameter.getParameter().getType() == Gateway.class) {
            return gateway;
        }
        var name = parameter.getParameter().getName();
        return gateway.neighbour(Side.valueOf(name.toUpperCase(Locale.ROOT)));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            return;
        }
        var gateway = storeOf(context).get(Gateway.class, Gateway.class);
        if (gateway != null) {
            var test =
                    context.getRequiredTestClass().getSimpleName()
                            + "."
                            + context.getRequiredTestMethod().getName();
            gateway.dump(DUMPS.resolve(test));
            context.publishReportEntry(
                    "gateway", "saved to " + DUMPS.resolve(test).toAbsolutePath());
        }
    }

    private static Optional<String> obstacle(ExtensionContext context) {
        return context.getRoot()
                .getStore(OURS)
                .computeIfAbsent(
                        wish(context).on(),
                        kind -> new Prepared(Bed.ofThisTree().prepare(kind)),
                        Prepared.class)
                .obstacle();
    }

    private record Prepared(Optional<String> obstacle) {}

    private static Gateway gateway(ExtensionContext context) {
        return storeOf(context)
                .computeIfAbsent(Gateway.class, _ -> made(wish(context)), Gateway.class);
    }

    private static Gateway made(RealGateway wish) {
        var gateway = Gateway.factory(wish.on());
        return wish.off() ? gateway : gateway.boot();
    }

    /** The store closes what is in it: with the class, or with the test method. */
    private static ExtensionContext.Store storeOf(ExtensionContext context) {
        var owner = context;
        if (!wish(context).perTest()) {
            while (owner.getParent().flatMap(ExtensionContext::getTestClass).isPresent()) {
                owner = owner.getParent().orElseThrow();
            }
        }
        return owner.getStore(OURS);
    }

    private static RealGateway wish(ExtensionContext context) {
        var at = context.getRequiredTestClass();
        while (!at.isAnnotationPresent(RealGateway.class) && at.getEnclosingClass() != null) {
            at = at.getEnclosingClass();
        }
        var wish = at.getAnnotation(RealGateway.class);
        if (wish == null) {
            throw new IllegalStateException(context.getRequiredTestClass() + " needs @RealGateway");
        }
        return wish;
    }

    private static void mark(String line) {
        try {
            Files.createDirectories(SKIPPED.getParent());
            Files.writeString(
                    SKIPPED, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException cause) {
            throw new UncheckedIOException("noting a skipped check in " + SKIPPED, cause);
        }
    }
}
