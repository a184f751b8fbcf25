package io.edgeward.acceptance;

import java.util.Random;

/** How long a test goes on, what chance it follows, and how it says so. */
final class Endurance {
    private final long seed;
    private final Random chance;

    Endurance() {
        String given = System.getenv("EDGEWARD_SEED");
        this.seed = given == null ? System.nanoTime() : Long.parseLong(given);
        this.chance = new Random(seed);
    }

    /** Whether it is the long run of {@code testbed/long}. */
    static boolean isLong() {
        return "1".equals(System.getenv("EDGEWARD_LONG"));
    }

    /** How much of something: so many in every build, so many in the long run. */
    static int rounds(int always, int atLength) {
        return isLong() ? atLength : always;
    }

    /** For a program that follows chance by itself. */
    long seed() {
        return seed;
    }

    Random chance() {
        return chance;
    }

    /** One line for the table of {@code testbed/long}. */
    void counts(String what) {
        System.out.println("counts: " + what + ", seed " + seed);
    }

    @Override
    public String toString() {
        return "EDGEWARD_SEED=" + seed;
    }
}
