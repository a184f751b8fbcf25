package io.edgeward.posture;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.edgeward.core.settings.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder in which an owner keeps rules and profiles of his own. */
record OwnersFolder(Path path) {
    static final String RULE =
            """
            id: ACME-1
            title: Unused ports are off
            facet: ethernet
            severity: low
            why: A free socket invites a cable.
            tradeoff: A port must be switched on before it can be used.
            references:
              own: [A-17]
            expect:
              /network/ethernet/LAN2/on: {const: false}
            remedy:
              patch: {network: {ethernet: {LAN2: {enabled: false}}}}
            """;

    static final String PROFILE =
            """
            name: acme
            title: Acme
            purpose: For the plant.
            rules: [ACME-1]
            """;

    OwnersFolder rule(String name, String text) {
        return write("rules.d/" + name, text);
    }

    OwnersFolder profile(String name, String text) {
        return write("profiles.d/" + name, text);
    }

    private OwnersFolder write(String name, String text) {
        try {
            Files.createDirectories(path.resolve(name).getParent());
            Files.writeString(path.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Posture load() {
        return Posture.load(List.of(path));
    }

    List<Problem> faults() {
        var thrown = catchThrowableOfType(FaultyRules.class, this::load);
        if (thrown == null) {
            throw new AssertionError("it was loaded without a fault");
        }
        return thrown.problems();
    }

    Problem fault() {
        List<Problem> faults = faults();
        if (faults.size() != 1) {
            throw new AssertionError("not one fault but " + faults);
        }
        return faults.getFirst();
    }
}
