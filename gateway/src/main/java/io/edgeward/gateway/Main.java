package io.edgeward.gateway;

import io.edgeward.gateway.api.ControlSocket;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
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
                case DEMO -> throw new UnsupportedOperationException();
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
        Gateway gateway = Gateway.start(world);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("shutdown")
                                .unstarted(() -> {
                                    gateway.close();
                                    stopped.countDown();
                                }));
        Logger log = LoggerFactory.getLogger(Main.class);
        log.info("Edgeward serves {}.", world.socket());
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
