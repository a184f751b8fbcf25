package io.edgeward.platform.simulated;

import io.edgeward.core.settings.Cidr;
import io.edgeward.core.settings.PortRange;
import io.edgeward.core.settings.Protocol;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of `firewall/input`: who may come in. */
record RuleLine(
        Optional<String> through, Optional<Cidr> source, Protocol protocol, PortRange ports) {
    private static final Pattern SPELLING =
            Pattern.compile(
                    "(?:iifname \"([^\"]+)\" )?(?:ip6? saddr (\\S+) )?(tcp|udp) dport"
                            + " ([0-9]+(?:-[0-9]+)?) accept comment \"[A-Za-z0-9 ._:-]{1,64}\"");

    /** The lines of a file; empty if one of them cannot be understood. */
    static Optional<List<RuleLine>> parse(String file) {
        List<Optional<RuleLine>> lines = file.lines().map(RuleLine::line).toList();
        return lines.stream().allMatch(Optional::isPresent)
                ? Optional.of(lines.stream().flatMap(Optional::stream).toList())
                : Optional.empty();
    }

    private static Optional<RuleLine> line(String text) {
        Matcher match = SPELLING.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new RuleLine(
                            Optional.ofNullable(match.group(1)),
                            Optional.ofNullable(match.group(2)).map(Cidr::parse),
                            Protocol.valueOf(match.group(3).toUpperCase(Locale.ROOT)),
                            PortRange.parse(match.group(4))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean accepts(Protocol wanted, int port, Neighbour from) {
        return protocol == wanted
                && ports.contains(port)
                && through.map(from.through()::equals).orElse(true)
                && source.map(network -> holds(network, from.address())).orElse(true);
    }

    private static boolean holds(Cidr network, InetAddress address) {
        byte[] one = network.address().getAddress();
        byte[] other = address.getAddress();
        if (one.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < network.prefixLength(); bit++) {
            int mask = 0x80 >> bit % 8;
            if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
