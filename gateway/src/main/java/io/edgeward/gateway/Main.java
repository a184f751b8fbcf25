package io.edgeward.gateway;

import io.edgeward.gateway.api.ControlSocket;
import io.edgeward.gateway.demo.Epilogue;
import io.edgeward.gateway.demo.Stage;
import io.edgeward.gateway.demo.Story;
import io.edgeward.gateway.demo.StoryBroken;
import io.edgeward.gateway.logging.JournalLogging;
import io.edgeward.platform.simulated.SimulatedGateway;
import io.edgeward.platform.simulated.WallClock;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** The daemon's command: {@code run} and {@code demo}. */
public final class Main {
    private static final int USAGE = 2;
    private static final int INTERNAL = 7;

    private Main() {}

    public static void main(String[] words) {
        Arguments arguments;
        try {
            arguments = Arguments.parse(List.of(words));
        } catch (Arguments.Wrong e) {
            System.err.println("edgeward: " + e.getMessage());
            System.err.print(Arguments.USAGE);
            System.exit(USAGE);
            return;
        }
        try {
            switch (arguments.verb()) {
                case RUN -> run(arguments);
                case DEMO -> demo(arguments);
            }
        } catch (ControlSocket.Unusable e) {
            fail(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            fail(e.getMessage() + ": " + String.valueOf(e.getCause()));
        }
    }

    private static void fail(String why) {
        System.err.println("<3>edgeward cannot start: " + why);
        System.exit(INTERNAL);
    }

    private static void run(Arguments arguments) {
        World world =
                arguments.simulated()
                        ? Worlds.simulated(arguments.state(), arguments.socket())
                        : Worlds.linux(arguments.state(), arguments.socket());
        closeWhenStopped(Gateway.start(world), world);
        LoggerFactory.getLogger(Main.class).info("Edgeward serves {}.", world.socket());
        awaitStop();
    }

    private static void demo(Arguments arguments) {
        System.setProperty(JournalLogging.LEVEL, "ERROR");
        var simulated = SimulatedGateway.factoryFresh(new WallClock());
        World world = Worlds.simulated(simulated, arguments.state(), arguments.socket());
        closeWhenStopped(Gateway.start(world), world);
        Stage stage = Stage.ofProcess();
        try {
            new Story(
                            stage,
                            new SimulatedNeighbourhood(simulated, world.platform()),
                            world.socket())
                    .tell();
        } catch (StoryBroken e) {
            System.err.println("edgeward demo: " + e.getMessage());
            System.exit(INTERNAL);
        }
        if (arguments.stay() || Stage.isTerminal(0)) {
            var epilogue = new Epilogue(stage, world.socket(), command());
            epilogue.howToPlay();
            epilogue.follow();
        } else {
            System.err.println("Not at a terminal, so the demo ends here; --stay keeps it up.");
        }
        System.exit(0);
    }

    /** What this program is called: by its name where it is installed, else in its source tree. */
    private static String command() {
        return String.valueOf(Main.class.getResource("Main.class")).contains("/usr/lib/edgeward/")
                ? "edgeward"
                : "./edgeward";
    }

    private static void closeWhenStopped(Gateway gateway, World world) {
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("shutdown")
                                .unstarted(() -> {
                                    gateway.close();
                                    world.leave();
                                }));
    }

    private static void awaitStop() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
