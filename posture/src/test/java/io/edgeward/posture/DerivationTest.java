package io.edgeward.posture;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.facet.Exposure;
import io.edgeward.core.platform.Observation;
import io.edgeward.core.platform.Observation.Family;
import io.edgeward.core.platform.Observation.Filter;
import io.edgeward.core.platform.Observation.Listener;
import io.edgeward.core.settings.Cidr;
import io.edgeward.core.settings.InterfaceName;
import io.edgeward.core.settings.PortRange;
import io.edgeward.core.settings.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DerivationTest {
    private static final Filter CLOSED = new Filter(true, true, List.of(), List.of(), false);
    private static final Filter ABSENT = new Filter(false, false, List.of(), List.of(), false);
    private static final Filter ALTERED = new Filter(true, false, List.of(), List.of(), false);
    private static final Exposure SSH =
            Exposure.anywhere("ssh", Protocol.TCP, PortRange.parse("22"));
    private static final Listener SSHD = listener(Family.BOTH, "*", 22, "sshd");
    private static final Listener WEB = listener(Family.V4, "0.0.0.0", 80, "nginx");

    private static Listener listener(Family family, String address, int port, String process) {
        return new Listener(Protocol.TCP, family, address, port, process);
    }

    private static Exposure from(String source) {
        return new Exposure(
                "web",
                Protocol.TCP,
                PortRange.parse("80-81"),
                List.of(Cidr.parse(source)),
                Optional.empty());
    }

    private static Observation seen(Optional<List<Listener>> listeners, Optional<Filter> filter) {
        return new Observation(
                listeners,
                Optional.of(List.of()),
                Map.of(),
                Optional.empty(),
                filter,
                Map.of(),
                Optional.empty(),
                false,
                Optional.empty(),
                Map.of());
    }

    private static JsonNode derived(
            Filter filter, List<Exposure> exposures, Listener... listeners) {
        return Derivation.exposure(
                seen(Optional.of(List.of(listeners)), Optional.of(filter)), exposures);
    }

    private static JsonNode unexpected(
            Filter filter, List<Exposure> exposures, Listener... listeners) {
        return derived(filter, exposures, listeners).get("unexpected");
    }

    @Test
    void whatTheFirewallKeepsOutIsNotExposed() {
        assertThat(unexpected(CLOSED, List.of(SSH), SSHD, WEB)).isEmpty();
    }

    @Test
    void withoutAFirewallAllThatNobodyAskedForIsUnexpected() {
        assertThat(unexpected(ABSENT, List.of(SSH), SSHD, WEB))
                .hasToString(
                        "[{\"protocol\":\"tcp\",\"port\":80,\"process\":\"nginx\","
                                + "\"address\":\"0.0.0.0\"}]");
    }

    @Test
    void alteredRulesKeepNothingOut() {
        assertThat(unexpected(ALTERED, List.of(SSH), SSHD, WEB)).hasSize(1);
    }

    private static JsonNode taking(Observation.Tap... taps) {
        Observation seen =
                new Observation(
                        Optional.of(List.of()),
                        Optional.of(List.of(taps)),
                        Map.of(),
                        Optional.empty(),
                        Optional.of(CLOSED),
                        Map.of(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Map.of());
        return Derivation.exposure(seen, List.of()).get("unexpected");
    }

    @Test
    void whoeverTakesPacketsWhateverTheirPortIsUnexpectedThoughTheFirewallIsClosed() {
        assertThat(taking(new Observation.Tap("packet", 2048, "eth0", "sniffer", false)))
                .hasToString(
                        "[{\"protocol\":\"packet\",\"port\":2048,\"process\":\"sniffer\","
                                + "\"address\":\"eth0\"}]");
        assertThat(taking(new Observation.Tap("raw", 1, "0.0.0.0", "door", false))).hasSize(1);
        assertThat(taking(new Observation.Tap("raw", 1, "127.0.0.1", "x", false))).isEmpty();
        assertThat(taking(new Observation.Tap("raw", 58, "*", "NetworkManager", true))).isEmpty();
    }

    @Test
    void ofATableOfAnotherOwnerItIsToldWhatItMayDo() {
        var docker = new Observation.Hook("ip nat", "P", "prerouting", "accept", 1, Set.of("dnat"));
        var ufw = new Observation.Hook("ip filter", "INPUT", "input", "drop", 9, Set.of("accept"));
        var filter = new Filter(true, true, List.of(), List.of(docker, ufw), false);
        assertThat(derived(filter, List.of()).get("others"))
                .hasToString(
                        "[{\"table\":\"ip filter\",\"hooks\":[\"input\"],"
                                + "\"verdicts\":[\"accept\",\"drop\"],"
                                + "\"says\":\"may drop what Edgeward lets in\"},"
                                + "{\"table\":\"ip nat\",\"hooks\":[\"prerouting\"],"
                                + "\"verdicts\":[\"dnat\"],\"says\":\"may send packets elsewhere\"}]");
    }

    @Test
    void loopbackIsNotReached() {
        assertThat(
                        unexpected(
                                ABSENT,
                                List.of(),
                                listener(Family.V4, "127.0.0.53", 53, "resolved"),
                                listener(Family.V6, "::1", 53, "resolved")))
                .isEmpty();
    }

    @Test
    void theSamePortOfAnotherProtocolIsNotAccountedFor() {
        var udp = new Listener(Protocol.UDP, Family.V4, "0.0.0.0", 22, "x");
        assertThat(unexpected(ABSENT, List.of(SSH), udp)).hasSize(1);
    }

    @Test
    void anExposureForSomeDoesNotAccountForAllWhileNothingFilters() {
        assertThat(unexpected(ABSENT, List.of(from("192.168.4.0/24")), WEB)).hasSize(1);
        assertThat(unexpected(CLOSED, List.of(from("192.168.4.0/24")), WEB)).isEmpty();
        var lan =
                new Exposure(
                        "web",
                        Protocol.TCP,
                        PortRange.parse("80"),
                        List.of(),
                        Optional.of(new InterfaceName("eth1")));
        assertThat(unexpected(ABSENT, List.of(lan), WEB)).hasSize(1);
    }

    @Test
    void theWidestExposureCounts() {
        var all = Exposure.anywhere("all", Protocol.TCP, PortRange.parse("80"));
        assertThat(unexpected(ABSENT, List.of(from("192.168.4.0/24"), all), WEB)).isEmpty();
    }

    @Test
    void sourcesOfOneFamilyDoNotReachASocketOfTheOther() {
        JsonNode facts = derived(CLOSED, List.of(from("fd00:4::/64")), WEB);
        assertThat(facts.at("/listening/0/reachable").booleanValue()).isFalse();
        assertThat(facts.at("/listening/0/by").isMissingNode()).isTrue();
    }

    @Test
    void everySocketIsListedInOrderWithWhoAskedForIt() {
        assertThat(derived(CLOSED, List.of(SSH), WEB, SSHD, SSHD).get("listening"))
                .hasToString(
                        "[{\"protocol\":\"tcp\",\"port\":22,\"process\":\"sshd\",\"address\":\"*\","
                                + "\"family\":\"both\",\"reachable\":true,\"by\":\"ssh\"},"
                                + "{\"protocol\":\"tcp\",\"port\":80,\"process\":\"nginx\","
                                + "\"address\":\"0.0.0.0\",\"family\":\"v4\",\"reachable\":false}]");
    }

    @Test
    void withoutTheSocketsNothingIsSaidOfThem() {
        assertThat(Derivation.exposure(seen(Optional.empty(), Optional.of(CLOSED)), List.of()))
                .hasToString("{\"others\":[]}");
    }

    @Test
    void withoutTheFilterNothingIsSaidOfWhatCanBeReached() {
        ObjectNode facts =
                Derivation.exposure(
                        seen(Optional.of(List.of(WEB)), Optional.empty()), List.of(SSH));
        assertThat(facts.has("unexpected")).isFalse();
        assertThat(facts.at("/listening/0").has("reachable")).isFalse();
    }

    @Test
    void theStateItCompletesStaysAsItIs() {
        ObjectNode state = new JsonMapper().createObjectNode();
        ObjectNode complete =
                Derivation.complete(
                        state, seen(Optional.of(List.of()), Optional.of(CLOSED)), List.of());
        assertThat(state).isEmpty();
        assertThat(complete)
                .hasToString("{\"exposure\":{\"others\":[],\"listening\":[],\"unexpected\":[]}}");
    }
}
