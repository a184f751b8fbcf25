package io.edgeward.house;

import java.util.List;

/** All exceptions from the rules. {@code HouseRulesTest} counts them. */
final class Waivers {
    private static final String LINUX = "platform-linux/src/main/java/io/edgeward/platform/linux/";

    static final List<Waiver> ALL =
            List.of(
                    new Waiver(
                            JavaRules.NOBODY_CATCHES_EVERYTHING,
                            "cli/src/main/java/io/edgeward/cli/Main.java",
                            "whatever goes wrong, the exit status must not be the JVM's 1: it means"
                                    + " \"not compliant\""),
                    new Waiver(
                            JavaRules.NOBODY_CATCHES_EVERYTHING,
                            LINUX + "BootClock.java",
                            "MethodHandle.invokeExact declares Throwable"),
                    new Waiver(
                            JavaRules.NOBODY_CATCHES_EVERYTHING,
                            LINUX + "PeerCredentials.java",
                            "MethodHandle.invokeExact declares Throwable"),
                    new Waiver(
                            JavaRules.NOBODY_CATCHES_EVERYTHING,
                            "testbed/src/main/java/io/edgeward/testbed/Namespace.java",
                            "MethodHandle.invokeExact declares Throwable, Callable.call Exception"),
                    new Waiver(
                            JavaRules.NOBODY_CATCHES_EVERYTHING,
                            "gateway/src/main/java/io/edgeward/gateway/api/ControlSocket.java",
                            "Jetty's start and stop declare Exception"));

    private Waivers() {}
}
