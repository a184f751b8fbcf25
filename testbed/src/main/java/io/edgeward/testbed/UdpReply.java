package io.edgeward.testbed;

/**
 * Something came back from a UDP port.
 *
 * @param port the port that was asked
 * @param how what came back
 */
public record UdpReply(int port, How how) {

    /** What came back: an answer, or a refusal, which betrays the host as well. */
    public enum How {
        /** A datagram. */
        ANSWER,
        /** ICMP port unreachable. */
        UNREACHABLE,
        /** Any other ICMP error, such as "administratively prohibited". */
        REFUSED
    }
}
