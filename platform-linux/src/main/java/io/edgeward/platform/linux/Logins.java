package io.edgeward.platform.linux;

import io.edgeward.core.platform.BootTime;
import io.edgeward.core.platform.Login;
import io.edgeward.core.platform.PlatformException;
import io.edgeward.core.platform.PlatformException.Kind;
import io.edgeward.platform.linux.SystemBus.Call;
import io.edgeward.platform.linux.SystemBus.Reply;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.freedesktop.dbus.types.UInt32;

/** Login sessions, as logind tells them on the bus. */
final class Logins {
    private static final String LOGIND = "org.freedesktop.login1";
    private static final Pattern CONSOLE =
            Pattern.compile("(?:/dev/)?(?:console|tty.*|hvc.*|xvc.*|sclp.*)");
    private static final int MICROSECONDS_PER_HUNDREDTH = 10_000;
    private static final List<String> PROPERTIES =
            List.of("Name", "Service", "TTY", "Seat", "RemoteHost", "Remote", "TimestampMonotonic");

    private final SystemBus bus;

    Logins(SystemBus bus) {
        this.bus = bus;
    }

    /**
     * The session of a process; a program that was started by sudo belongs to the session of
     * whoever called it. It began, at the latest, when told: logind's clock stands still in
     * suspend.
     *
     * @throws PlatformException if the bus or logind does not answer
     */
    Optional<Login> of(long processId) {
        // To logind, 0 means whoever asks.
        if (processId < 1 || processId > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        Reply session =
                bus.call(
                        new Call(
                                LOGIND,
                                "/org/freedesktop/login1",
                                LOGIND + ".Manager",
                                "GetSessionByPID",
                                "u",
                                List.of(new UInt32(processId))));
        return switch (session) {
            case Reply.Fault fault when belongsToNone(fault) -> Optional.empty();
            case Reply.Fault fault -> throw refused(fault);
            case Reply.Values values -> login(BusValues.plain(values.only()).toString());
        };
    }

    private static boolean belongsToNone(Reply.Fault fault) {
        return fault.name().equals(LOGIND + ".NoSessionForPID")
                || fault.name().equals("System.Error.ESRCH")
                || fault.name().equals("org.freedesktop.DBus.Error.UnixProcessIdUnknown");
    }

    private Optional<Login> login(String path) {
        List<Reply> replies =
                bus.call(
                        PROPERTIES.stream()
                                .map(it -> Call.property(LOGIND, path, LOGIND + ".Session", it))
                                .toList());
        if (replies.stream().anyMatch(Logins::isGone)) {
            return Optional.empty();
        }
        List<Object> values = replies.stream().map(Logins::value).toList();
        String service = values.get(1).toString();
        String terminal = values.get(2).toString();
        String seat = BusValues.elements(values.get(3)).getFirst().toString();
        boolean remote = values.get(5).equals(true);
        return Optional.of(
                new Login(
                        values.get(0).toString(),
                        way(service, terminal, seat, remote),
                        values.get(4).toString(),
                        new BootTime(
                                ((Number) values.get(6)).longValue()
                                        / MICROSECONDS_PER_HUNDREDTH)));
    }

    /** The session ended between two questions. */
    private static boolean isGone(Reply reply) {
        return reply instanceof Reply.Fault fault
                && fault.name().equals("org.freedesktop.DBus.Error.UnknownObject");
    }

    private static Object value(Reply reply) {
        return switch (reply) {
            case Reply.Values values -> BusValues.plain(values.only());
            case Reply.Fault fault -> throw refused(fault);
        };
    }

    static String way(String service, String terminal, String seat, boolean remote) {
        if (service.equals("sshd")) {
            return "ssh";
        }
        boolean console =
                service.equals("login") || CONSOLE.matcher(terminal).matches() || !seat.isEmpty();
        return console && !remote ? "localConsole" : "";
    }

    private static PlatformException refused(Reply.Fault fault) {
        return new PlatformException(
                Kind.UNREACHABLE,
                "asking logind whose session a process belongs to: "
                        + fault.message()
                        + " ("
                        + fault.name()
                        + ")");
    }
}
