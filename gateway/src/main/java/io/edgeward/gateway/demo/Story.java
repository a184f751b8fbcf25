package io.edgeward.gateway.demo;

import io.edgeward.core.settings.Protocol;
import io.edgeward.gateway.demo.ControlClient.Answer;
import io.edgeward.gateway.demo.Stage.Look;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** From factory state to the field: what is done, what comes of it, and what a neighbour sees. */
public final class Story {
    private static final int ON_TRIAL = 8;
    private static final int REFUSED = 3;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int SECONDS_WATCHED = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Stage stage;
    private final Neighbourhood around;
    private final ControlClient gateway;

    public Story(Stage stage, Neighbourhood around, Path socket) {
        this.stage = stage;
        this.around = around;
        this.gateway = new ControlClient(socket);
    }

    /**
     * Tells it, once.
     *
     * @throws StoryBroken at the first step that does not come out as told
     */
    public void tell() {
        stage.say(Look.LOUD, "Edgeward: from factory state to the field, on a simulated gateway");
        awaitGateway();
        asItLeftTheFactory();
        measured();
        refused();
        long generation = onTrial();
        closed();
        countdown(generation);
        confirmed(generation);
        measuredAgain();
        written();
    }

    private void awaitGateway() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (gateway.get("/status").status() != 200) {
            expect(
                    System.nanoTime() < end,
                    "the daemon is ready within " + PATIENCE.toSeconds() + " s");
            stage.pause(Duration.ofMillis(50));
        }
    }

    private void asItLeftTheFactory() {
        stage.chapter("As it left the factory", "exposure");
        stage.say("A neighbour on the network gets an answer at");
        JsonNode listening = gateway.get("/exposure").body().path("listening");
        int open = 0;
        for (Protocol protocol : Protocol.values()) {
            for (int port : around.open(protocol)) {
                stage.say(
                        Look.BAD,
                        String.format(
                                "  %s %-5d %s",
                                protocol.word(), port, program(listening, protocol, port)));
                open++;
            }
        }
        List<String> logins = around.logins();
        stage.say(
                "Whoever stands in front of it finds a login prompt at "
                        + stage.as(Look.BAD, String.join(", ", logins))
                        + ".");
        expect(open > 0 && !logins.isEmpty(), "a gateway from the factory is open");
    }

    private static String program(JsonNode listening, Protocol protocol, int port) {
        for (JsonNode socket : listening) {
            if (socket.path("port").asInt() == port
                    && socket.path("protocol").asString().equals(protocol.word())) {
                return socket.path("process").asString();
            }
        }
        return "?";
    }

    private void measured() {
        stage.chapter("How far is that from the field?", "audit");
        Answer audit = audit();
        expect(audit.exit() == 1, "the audit finds that it is not compliant");
    }

    private Answer audit() {
        Answer audit = gateway.get("/audit?profile=field");
        for (JsonNode finding : audit.body().path("findings")) {
            String result = finding.path("result").asString();
            stage.say(
                    stage.as(
                                    result.equals("pass") ? Look.GOOD : Look.BAD,
                                    String.format("  %-5s", result))
                            + String.format(
                                    " %-10s %s",
                                    finding.path("rule").asString(),
                                    finding.path("title").asString()));
        }
        boolean compliant = audit.body().path("compliant").asBoolean();
        stage.say(
                "Score "
                        + audit.body().path("score").asInt()
                        + " of 100: "
                        + (compliant
                                ? stage.as(Look.GOOD, "compliant.")
                                : stage.as(Look.BAD, "not compliant.")));
        return audit;
    }

    private void refused() {
        stage.chapter("Secure it", "enforce");
        Answer answer = gateway.post("/enforce?profile=field");
        stage.say("Refused: " + answer.body().path("detail").asString());
        expect(answer.exit() == REFUSED, "what locks the owner out is refused");
    }

    private long onTrial() {
        stage.chapter(
                "Say that you mean it, and try it",
                "enforce --accept-loss all --confirm-within 1m");
        Answer answer =
                gateway.post(
                        "/enforce?profile=field&acceptLoss=all&confirmWithin=60&reason=demonstration");
        JsonNode outcome = answer.body().path("outcome");
        expect(answer.exit() == ON_TRIAL, "the change is on trial");
        expect(
                answer.body().path("after").path("compliant").asBoolean(),
                "the gateway is compliant while on trial");
        long generation = outcome.path("generation").asLong();
        stage.say(
                "Generation "
                        + generation
                        + " is active and verified, and "
                        + stage.as(Look.LOUD, "on trial")
                        + ": the next boot would still follow the old one.");
        return generation;
    }

    private void closed() {
        stage.chapter("What the neighbour sees now", "");
        for (Protocol protocol : Protocol.values()) {
            expect(around.open(protocol).isEmpty(), "nothing answers over " + protocol.word());
            stage.say(Look.GOOD, "  " + protocol.word() + ": no answer at any of 65,535 ports");
        }
        expect(around.logins().isEmpty(), "no terminal offers a login");
        stage.say(Look.GOOD, "  no login prompt at any terminal");
    }

    private void countdown(long generation) {
        stage.breathe();
        stage.say("");
        stage.say("Nobody could come in to confirm this, so it undoes itself in");
        for (int i = 0; i < SECONDS_WATCHED; i++) {
            JsonNode trial = gateway.get("/trial").body();
            expect(
                    trial.path("open").asBoolean()
                            && trial.path("generation").asLong() == generation,
                    "the trial goes on");
            stage.live(stage.as(Look.LOUD, "  " + trial.path("secondsLeft").asLong() + " s"));
            stage.pause(SECOND);
        }
        stage.endLive();
    }

    private void confirmed(long generation) {
        stage.chapter("Unless somebody at the unit says so", "confirm --on-site");
        Answer answer = gateway.post("/trial/" + generation + "/confirm?onSite=true");
        expect(
                answer.exit() == 0 && answer.body().path("outcome").asString().equals("confirmed"),
                "the trial is confirmed");
        stage.say("Generation " + generation + " is what every boot follows from now on.");
    }

    private void measuredAgain() {
        stage.chapter("And measured again", "audit");
        Answer audit = audit();
        expect(audit.exit() == 0, "the audit finds that it is compliant");
    }

    private void written() {
        stage.chapter("All of it was written down", "log");
        JsonNode events = gateway.get("/events").body().path("events");
        for (JsonNode event : events) {
            stage.say(line(event));
        }
        expect(events.size() >= 5, "the event log tells the story");
    }

    /** An event as one line. */
    static String line(JsonNode event) {
        long generation = event.path("generation").asLong();
        String at = event.path("at").asString();
        return String.format(
                        "  %s  %-14s %-12s %-10s %s",
                        at.substring(11, 19),
                        event.path("who").asString(),
                        event.path("what").asString(),
                        event.path("outcome").asString(),
                        generation == 0 ? "" : "generation " + generation)
                .stripTrailing();
    }

    private void expect(boolean asTold, String what) {
        if (!asTold) {
            stage.endLive();
            throw new StoryBroken("The story told that " + what + ", and it was not so.");
        }
    }
}
