package io.edgeward.platform.linux;

import io.edgeward.core.platform.Observation.Family;
import io.edgeward.core.platform.Observation.Listener;
import io.edgeward.core.settings.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ss} prints about sockets that wait for a peer. The name of a process is whatever its
 * owner wrote there, line ends and quotes included: a line counts as a socket only if its columns
 * are all there, which takes more bytes than a name has; any other belongs to the line before.
 */
final class SocketListing {
    private static final Pattern SOCKET =
            Pattern.compile(
                    "(\\S+)\\s+(?:LISTEN|UNCONN)\\s+\\d+\\s+\\d+\\s+(\\S+):(\\d+|\\*)\\s+"
                            + "\\S+:\\*(?:\\s(.*))?");
    private static final Pattern WITHOUT_PORTS =
            Pattern.compile("(?:p_raw|p_dgr|raw|icmp6|\\?\\?\\?)\\s.*");
    private static final Pattern USER = Pattern.compile("\\(\"(.*?)\",pid=\\d+,fd=\\d+\\)");

    /** Told of those of ordinary users only. */
    private static final Pattern OWNER = Pattern.compile("\\)\\)\\s+uid:([1-9]\\d*)\\b");

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}]");

    /** Holds sockets for programs that it starts on demand. */
    private static final String ACTIVATOR = "systemd";

    private SocketListing() {}

    /**
     * @throws IllegalArgumentException if it is no such listing
     */
    static List<Listener> parse(String text) {
        List<Listener> listeners = new ArrayList<>();
        boolean begun = false;
        for (String line : text.split("\n", -1)) {
            Matcher columns = SOCKET.matcher(line.strip());
            if (columns.matches()) {
                begun = true;
                listener(columns).ifPresent(listeners::add);
            } else if (WITHOUT_PORTS.matcher(line).matches()) {
                begun = true;
            } else if (!begun && !line.isBlank()) {
                throw new IllegalArgumentException("this is no list of sockets: " + line);
            }
        }
        return listeners;
    }

    private static Optional<Listener> listener(Matcher columns) {
        Optional<Protocol> protocol =
                switch (columns.group(1)) {
                    case "tcp" -> Optional.of(Protocol.TCP);
                    case "udp" -> Optional.of(Protocol.UDP);
                    default -> Optional.empty();
                };
        if (protocol.isEmpty() || columns.group(3).equals("*")) {
            return Optional.empty();
        }
        String bound = columns.group(2).replace("[", "").replace("]", "");
        Family family = family(bound);
        return Optional.of(
                new Listener(
                        protocol.get(),
                        family,
                        bound.startsWith("::ffff:") ? bound.substring(7) : bound,
                        Integer.parseInt(columns.group(3)),
                        process(columns.group(4))));
    }

    private static Family family(String bound) {
        if (bound.startsWith("*")) {
            return Family.BOTH;
        }
        return bound.contains(":") && !bound.startsWith("::ffff:") ? Family.V6 : Family.V4;
    }

    private static String process(@Nullable String users) {
        // Anybody may call a program "sshd"; the name alone is root's.
        Matcher owner = OWNER.matcher(users == null ? "" : users);
        String program = program(users);
        return owner.find() ? program + " (uid " + owner.group(1) + ")" : program;
    }

    /** The program that uses a socket, by the last column; empty if none is told. */
    static String program(@Nullable String users) {
        Matcher user = USER.matcher(users == null ? "" : users);
        String process = "";
        while (user.find()) {
            String name = UNPRINTABLE.matcher(user.group(1)).replaceAll("?");
            if (process.isEmpty() || process.equals(ACTIVATOR)) {
                process = name;
            }
        }
        return process;
    }
}
