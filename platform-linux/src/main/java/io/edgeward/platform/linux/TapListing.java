package io.edgeward.platform.linux;

import io.edgeward.core.platform.Observation.Tap;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code ss} prints about raw and packet sockets, which no port describes. */
final class TapListing {
    private static final Pattern TAP =
            Pattern.compile(
                    "(p_raw|p_dgr|raw|icmp6|\\?\\?\\?)\\s+\\S+\\s+\\d+\\s+\\d+\\s+(\\S+):(\\S+)\\s+(\\S+)(?:\\s(.*))?");

    /**
     * By these a gateway gets and gives addresses and links; only root lets a program have such
     * sockets.
     */
    private static final Set<String> NETWORK =
            Set.of(
                    "NetworkManager",
                    "ModemManager",
                    "systemd-network",
                    "wpa_supplicant",
                    "hostapd",
                    "dhclient",
                    "dhcpcd",
                    "udhcpc",
                    "dnsmasq");

    private TapListing() {}

    static List<Tap> parse(String text) {
        List<Tap> taps = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            Matcher columns = TAP.matcher(line.strip());
            if (columns.matches()) {
                taps.add(tap(columns));
            }
        }
        return taps;
    }

    private static Tap tap(Matcher columns) {
        String process = SocketListing.program(columns.group(5));
        boolean packet = columns.group(1).startsWith("p_");
        // Of a packet socket it prints the protocol first, then the interface.
        String first = columns.group(2).replaceAll("[\\[\\]]", "");
        String number = packet ? first : columns.group(3);
        return new Tap(
                packet ? "packet" : "raw",
                number.matches("\\d{1,5}") ? Integer.parseInt(number) : 0,
                packet ? columns.group(3) : first,
                process,
                NETWORK.contains(process));
    }
}
