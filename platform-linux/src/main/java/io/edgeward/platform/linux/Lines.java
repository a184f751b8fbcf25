package io.edgeward.platform.linux;

import io.edgeward.core.platform.Observation.Account;
import io.edgeward.core.platform.Observation.Console;
import io.edgeward.core.platform.Observation.Password;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The applier's short sections, one thing a line. */
final class Lines {
    private static final Pattern CONSOLE = Pattern.compile("\\s*\\d+\\s+(\\S+)\\s+(.+)");
    private static final Pattern ACCOUNT = Pattern.compile("(\\S+) (EMPTY|LOCKED|SET)");
    private static final Pattern PORT = Pattern.compile("port\\s+([0-9]{1,5})");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}]");

    private static final int MOST = 20;

    private Lines() {}

    /**
     * PID, terminal, program. A line of another form is the rest of a program's name with a line
     * end in it.
     */
    static List<Console> consoles(String text) {
        List<Console> consoles = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            Matcher match = CONSOLE.matcher(line);
            if (match.matches()) {
                String program = UNPRINTABLE.matcher(match.group(2)).replaceAll("?");
                consoles.add(new Console(match.group(1).replaceFirst("^/dev/", ""), program));
            } else if (consoles.isEmpty() && !line.isBlank()) {
                throw new IllegalArgumentException("this is no list of consoles: " + line);
            }
        }
        return consoles;
    }

    /** Name, and what is known of the password. */
    static List<Account> accounts(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> {
                    Matcher match = ACCOUNT.matcher(line);
                    if (!match.matches()) {
                        throw new IllegalArgumentException("this is no account: " + line);
                    }
                    return new Account(match.group(1), Password.valueOf(match.group(2)));
                })
                .toList();
    }

    /** One unit a line. */
    static List<String> units(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** Anything; so much as somebody reads. */
    static List<String> plain(String text) {
        return text.lines()
                .map(line -> UNPRINTABLE.matcher(line.strip()).replaceAll("?"))
                .filter(line -> !line.isEmpty())
                .limit(MOST)
                .toList();
    }

    /** The ports among the effective settings of sshd. */
    static List<String> sshPorts(String text) {
        List<String> ports =
                text.lines()
                        .map(line -> PORT.matcher(line.strip()))
                        .filter(Matcher::matches)
                        .map(match -> match.group(1))
                        .toList();
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("sshd names no port");
        }
        return ports;
    }
}
