package io.edgeward.platform.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeward.core.platform.Observation.Tap;
import org.junit.jupiter.api.Test;

class TapListingTest {
    @Test
    void rawAndPacketSocketsAreToldAsDebianPrintsThem() {
        String listing =
                """
                p_dgr UNCONN 0      0                              [2054]:eth1        *  users:(("NetworkManager",pid=33,fd=23)) ino:12534030 sk:5c6
                	ver:0 cpy_thresh:0 flags( running )
                p_raw UNCONN 0      0                                   *:*           *  users:(("perl",pid=10010,fd=5)) ino:12669832 sk:166b
                p_dgr UNCONN 0      0                              [2048]:*           *  users:(("perl",pid=10010,fd=6)) ino:12669833 sk:166c
                raw   UNCONN 0      0                             0.0.0.0:253  0.0.0.0:* users:(("perl",pid=10010,fd=7))
                raw   UNCONN 0      0                                   *:58         *:*
                udp   UNCONN 0      0                                   *:58         *:* users:(("perl",pid=33,fd=28))
                """;
        assertThat(TapListing.parse(listing))
                .containsExactly(
                        new Tap("packet", 2054, "eth1", "NetworkManager", true),
                        new Tap("packet", 0, "*", "perl", false),
                        new Tap("packet", 2048, "*", "perl", false),
                        new Tap("raw", 253, "0.0.0.0", "perl", false),
                        new Tap("raw", 58, "*", "", false));
    }
}
