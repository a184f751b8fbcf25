package io.edgeward.testbed;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** What to send to a UDP port so that its usual service answers. */
record UdpQuestion(int port) {

    /** The ports that gateways are most often found open on. */
    static final List<Integer> USUAL =
            List.of(
                    53, 67, 68, 69, 88, 111, 123, 137, 138, 161, 162, 500, 514, 520, 546, 547, 1194,
                    1434, 1900, 3702, 4500, 5060, 5353, 5355, 5683, 20000, 40404, 44818, 47808,
                    51820);

    /** An IKEv1 main mode proposal: 3DES, SHA-1, pre-shared key, group 2. */
    private static final String IKE =
            "0011223344556677 0000000000000000 01 10 02 00 00000000 00000050"
                    + " 00000034 00000001 00000001 00000028 01010001 00000020 01010000"
                    + " 80010005 80020002 80030001 80040002 800b0001 800c7080";

    /** Where else a host listens for this question than on its own address; empty if nowhere. */
    List<String> groups(Family family) {
        var four = family == Family.V4;
        return switch (port) {
            case 5353 -> List.of(four ? "224.0.0.251" : "ff02::fb");
            case 1900 -> List.of(four ? "239.255.255.250" : "ff02::c");
            case 5355 -> List.of(four ? "224.0.0.252" : "ff02::1:3");
            case 67, 40404 -> List.of(four ? "255.255.255.255" : "ff02::1");
            case 547 -> four ? List.of() : List.of("ff02::1:2");
            default -> List.of();
        };
    }

    byte[] payload() {
        return switch (port) {
            case 53, 5355 ->
                    hex("1234 0100 0001 0000 0000 0000 07 76657273696f6e 04 62696e64 00 0010 0003");
            case 5353 ->
                    hex(
                            "0000 0000 0001 0000 0000 0000 09 5f7365727669636573 07 5f646e732d7364 04 5f756470"
                                    + " 05 6c6f63616c 00 000c 8001");
            case 67 -> dhcpDiscover();
            case 69 -> "\0\1probe.txt\0octet\0".getBytes(StandardCharsets.ISO_8859_1);
            case 111 ->
                    hex(
                            "72fe1d13 00000000 00000002 000186a0 00000002 00000000"
                                    + " 00000000 00000000".repeat(2));
            case 123 ->
                    hex("e3 00 04 fa 00010000 00010000" + " 00".repeat(28) + " c54f234b71b152f3");
            case 137 ->
                    hex(
                            "80f0 0010 0001 0000 0000 0000 20 434b"
                                    + "41".repeat(30)
                                    + " 00 0021 0001");
            case 161 ->
                    hex(
                            "3029 020100 0406 7075626c6963 a01c 0204 4c33a756 020100 020100 300e 300c 0608"
                                    + " 2b06010201010500 0500");
            case 500 -> hex(IKE);
            case 4500 -> hex("00000000" + IKE);
            case 546, 547 ->
                    hex(
                            "01 123456 0001 000e 0001 0001 2a3b4c5d 02edabcdef01 0006 0002 0017 0008 0002 0000");
            case 1900 ->
                    lines(
                            """
                            M-SEARCH * HTTP/1.1
                            HOST: 239.255.255.250:1900
                            MAN: "ssdp:discover"
                            MX: 1
                            ST: ssdp:all

                            """);
            case 5060 ->
                    lines(
                            """
                            OPTIONS sip:gateway SIP/2.0
                            Via: SIP/2.0/UDP probe;branch=z9hG4bK1
                            Max-Forwards: 70
                            To: <sip:gateway>
                            From: <sip:probe>;tag=1
                            Call-ID: 1
                            CSeq: 1 OPTIONS
                            Content-Length: 0

                            """);
            case 5683 -> hex("40 01 1234 bb 2e77656c6c2d6b6e6f776e 04 636f7265");
            case 44818 -> hex("6300 0000 00000000 00000000" + " 00".repeat(12));
            case 47808 -> hex("810a 0011 0104 0005 010c 0c 023fffff 194b");
            // The discovery of the field tools, and whatever has no protocol here, answers to a
            // word of any kind.
            default -> "edgeward-probe\n".getBytes(StandardCharsets.US_ASCII);
        };
    }

    private static byte[] dhcpDiscover() {
        var id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        return hex(
                "01 01 06 00 "
                        + id
                        + " 0000 8000"
                        + " 00000000".repeat(4)
                        + " 02edabcdef01"
                        + " 00".repeat(202)
                        + " 63825363 350101 3704 01030633 ff");
    }

    private static byte[] lines(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
