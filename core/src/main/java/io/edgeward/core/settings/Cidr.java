package io.edgeward.core.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * An IPv4 or IPv6 network in CIDR notation, or one address. Host bits must be zero: what is written
 * is what is meant. An IPv6 address has no zone.
 */
@Shape(
        is = "an IPv4 or IPv6 address or network such as \"192.168.4.0/24\" or \"fd00:4::/64\"",
        example = "192.168.4.0/24")
public record Cidr(InetAddress address, int prefixLength) {
    private static final Pattern V4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]{2,39}");
    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");

    @JsonCreator
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        if (!V4.matcher(host).matches() && !V6.matcher(host).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not an IP address or network");
        }
        InetAddress address = InetAddress.ofLiteral(host);
        int bits = address.getAddress().length * 8;
        int length = bits;
        if (slash >= 0) {
            String digits = text.substring(slash + 1);
            if (!LENGTH.matcher(digits).matches() || Integer.parseInt(digits) > bits) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" has no prefix length from 0 to " + bits);
            }
            length = Integer.parseInt(digits);
        }
        requireZeroHostBits(text, address.getAddress(), length);
        return new Cidr(address, length);
    }

    private static void requireZeroHostBits(String text, byte[] address, int length) {
        for (int bit = length; bit < address.length * 8; bit++) {
            if ((address[bit / 8] >> (7 - bit % 8) & 1) != 0) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" has bits set behind its prefix of " + length);
            }
        }
    }

    public boolean isV4() {
        return address instanceof Inet4Address;
    }

    @JsonValue
    @Override
    public String toString() {
        String host = address.getHostAddress();
        return prefixLength == address.getAddress().length * 8 ? host : host + "/" + prefixLength;
    }
}
