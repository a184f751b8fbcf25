package io.edgeward.testbed;

import java.util.Locale;

/** A side of the gateway, with the interface that looks there. */
public enum Side {
    WAN("eth0"),
    LAN1("eth1"),
    LAN2("eth2");

    private final String device;

    Side(String device) {
        this.device = device;
    }

    /** The gateway's interface on this side. */
    public String device() {
        return device;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The neighbour's own address on this side. */
    public String neighbour(Family family) {
        var four = family == Family.V4;
        return switch (this) {
            case WAN -> four ? "192.0.2.1" : "2001:db8:1::1";
            case LAN1 -> four ? "192.168.127.10" : "fd00:127::10";
            case LAN2 -> four ? "192.168.128.10" : "fd00:128::10";
        };
    }
}
