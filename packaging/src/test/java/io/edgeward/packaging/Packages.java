package io.edgeward.packaging;

import java.nio.file.Path;
import java.util.List;

/** Where this build put things. */
final class Packages {
    static final String VERSION = System.getProperty("edgeward.version", "");
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path TARGET = ROOT.resolve("packaging/target");
    static final Path AMD64 = TARGET.resolve("edgeward_" + VERSION + "_amd64.deb");
    static final Path PORTABLE = TARGET.resolve("edgeward-portable_" + VERSION + "_all.deb");

    /** What the amd64 package will be unpacked to. */
    static final Path STAGE = TARGET.resolve("stage/edgeward");

    private Packages() {}

    static List<Path> all() {
        return List.of(AMD64, PORTABLE);
    }
}
