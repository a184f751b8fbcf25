package io.edgeward.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.gateway.HttpOverSocket.Answer;

/** Changes that many tests begin with. */
final class Changing {
    static final String CONSOLE_OFF = "{\"services\":{\"localConsole\":{\"enabled\":false}}}";
    static final String CONSOLE_ON = "{\"services\":{\"localConsole\":{\"enabled\":true}}}";
    static final String SSH_OFF = "{\"services\":{\"ssh\":{\"enabled\":false}}}";

    private Changing() {}

    /** Generation 2, on trial for 60 s: without the local console, SSH stays. */
    static void consoleOffOnTrial(RunningGateway gateway) {
        Answer answer = gateway.client().patch("/settings?confirmWithin=60", CONSOLE_OFF);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
    }
}
