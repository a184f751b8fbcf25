package io.edgeward.gateway.demo;

import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** After the story: says how to play with the gateway, and tells what happens to it meanwhile. */
public final class Epilogue {
    private static final Duration GLANCE = Duration.ofMillis(500);

    private final Stage stage;
    private final Path socket;
    private final String command;

    /**
     * Says nothing yet.
     *
     * @param command that this program is called by
     */
    public Epilogue(Stage stage, Path socket, String command) {
        this.stage = stage;
        this.socket = socket;
        this.command = command;
    }

    public void howToPlay() {
        String edgeward = command + " --socket " + socket + " ";
        stage.say("");
        stage.say(Stage.Look.LOUD, "It stays up. In another terminal:");
        stage.say("  " + edgeward + "status");
        stage.say("  " + edgeward + "audit");
        stage.say("  " + edgeward + "settings set /services/ssh/enabled true");
        stage.say("  " + edgeward + "enforce --accept-loss all --confirm-within 30s");
        stage.say("  " + edgeward + "rollback 1");
        stage.say("Leave a trial alone and it undoes itself. Ctrl-C ends the demo.");
        stage.say("");
    }

    /** Tells events as they happen, until the thread is interrupted. */
    public void follow() {
        var gateway = new ControlClient(socket);
        JsonNode last = newest(gateway);
        while (true) {
            stage.pause(GLANCE);
            JsonNode events = gateway.get("/events").body().path("events");
            int known = -1;
            for (int i = 0; i < events.size(); i++) {
                known = events.get(i).equals(last) ? i : known;
            }
            for (int i = known + 1; i < events.size(); i++) {
                stage.say(Story.line(events.get(i)));
                last = events.get(i);
            }
        }
    }

    private static JsonNode newest(ControlClient gateway) {
        return gateway.get("/events?atMost=1").body().path("events").path(0);
    }
}
