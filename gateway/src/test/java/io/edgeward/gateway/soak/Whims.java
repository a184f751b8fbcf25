package io.edgeward.gateway.soak;

import io.edgeward.core.enforcement.Change.Edit;
import io.edgeward.core.enforcement.Change.Options;
import io.edgeward.core.settings.Protocol;
import io.edgeward.core.settings.StrictJson;
import io.edgeward.platform.simulated.SimulatedGateway;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** What comes into somebody's head: edits, and what hands do to a gateway behind our back. */
record Whims(Random chance) {
    private static final List<String> SERVICES = List.of("services/ssh", "services/local-console");

    /** An edit of the settings, which may well change nothing. */
    Edit patch() {
        String json =
                switch (chance.nextInt(6)) {
                    case 0 -> "{\"services\":{\"ssh\":{\"enabled\":%s}}}";
                    case 1 -> "{\"services\":{\"localConsole\":{\"enabled\":%s}}}";
                    case 2 ->
                            "{\"services\":{\"ssh\":{\"port\":" + (20 + chance.nextInt(9)) + "}}}";
                    case 3 -> "{\"firewall\":{\"managed\":%s}}";
                    case 4 -> "{\"firewall\":{\"answerPing\":%s}}";
                    default ->
                            "{\"firewall\":{\"allow\":{\"n" + chance.nextInt(20) + "\":" + rule();
                };
        return sent(json.replace("%s", Boolean.toString(chance.nextBoolean())));
    }

    private String rule() {
        int port = 1000 + chance.nextInt(5);
        return (chance.nextBoolean() ? "null" : "{\"protocol\":\"udp\",\"ports\":" + port + "}")
                + "}}}";
    }

    static Edit sent(String json) {
        return new Edit.Patch(StrictJson.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    static Options now() {
        return new Options(true, Optional.empty(), Set.of("all"), false);
    }

    Options trial() {
        Duration window = Duration.ofSeconds(30 + chance.nextInt(600));
        return new Options(false, Optional.of(window), Set.of("all"), false);
    }

    /** Lets the gateway drift; says how. */
    String meddle(SimulatedGateway machine) {
        String unit = SERVICES.get(chance.nextInt(SERVICES.size()));
        return switch (chance.nextInt(4)) {
            case 0 -> {
                machine.openByHand(Protocol.TCP, 4444);
                yield "opened by hand";
            }
            case 1 -> {
                machine.flushFilter();
                yield "flushed";
            }
            case 2 -> {
                machine.stopUnit(unit);
                yield "stopped " + unit;
            }
            default -> {
                machine.unguard(unit, true);
                yield "unguarded " + unit;
            }
        };
    }
}
