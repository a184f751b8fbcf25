package io.edgeward.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;

/** What this Edgeward is, as the build wrote it down. */
record BuildInfo(String version, Instant time) {
    static BuildInfo read() {
        try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
            var properties = new Properties();
            properties.load(Objects.requireNonNull(in, "build.properties is not in the jar"));
            return new BuildInfo(
                    properties.getProperty("version"),
                    Instant.parse(properties.getProperty("time")));
        } catch (IOException e) {
            throw new UncheckedIOException("reading what this Edgeward is", e);
        }
    }
}
