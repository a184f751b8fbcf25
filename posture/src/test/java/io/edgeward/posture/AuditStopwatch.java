package io.edgeward.posture;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Measures loading, the first audit and warm audits of the field profile; no test. */
final class AuditStopwatch {
    private AuditStopwatch() {}

    public static void main(String[] arguments) {
        JsonNode state =
                new JsonMapper()
                        .readTree(
                                Path.of("src/test/resources/cases/TPE-3.3/not-managed/given.json"));
        long start = System.nanoTime();
        Posture posture = Posture.load(List.of());
        long loaded = System.nanoTime();
        posture.audit("field", state, 1, Instant.EPOCH, Map.of());
        long first = System.nanoTime();
        long[] warm = new long[2000];
        for (int i = 0; i < warm.length; i++) {
            long before = System.nanoTime();
            posture.audit("field", state, 1, Instant.EPOCH, Map.of()).json();
            warm[i] = System.nanoTime() - before;
        }
        long hundredth = warm[100];
        Arrays.sort(warm);
        System.out.printf(
                "load %.1f ms, first audit %.2f ms, hundredth %.3f ms, p50 %.3f ms, p99 %.3f ms%n",
                (loaded - start) / 1e6,
                (first - loaded) / 1e6,
                hundredth / 1e6,
                warm[1000] / 1e6,
                warm[1980] / 1e6);
    }
}
