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
    private static final String UNKNOWN_OBJECT = "org.freedesktop.DBus.Error.UnknownObject";
    private static final int MICROSECONDS_PER_HUNDREDTH = 10_000;
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
        return switch (bus.call(Call.properties(LOGIND, path, LOGIND + ".Session"))) {
            case Reply.Fault fault when fault.name().equals(UNKNOWN_OBJECT) ->
                    // It ended between the two questions.
                    Optional.empty();
            case Reply.Fault fault -> throw refused(fault);
            case Reply.Values values -> Optional.of(login(BusValues.properties(values.only())));
        };
    }

    private static Login login(BusValues.Properties session) {
        String seat = BusValues.elements(session.value("Seat")).getFirst().toString();
        String way =
                way(
                        session.value("Service").toString(),
                        session.value("TTY").toString(),
                        seat,
                        session.value("Remote").equals(true));
        long began = ((Number) session.value("TimestampMonotonic")).longValue();
        return new Login(
                session.value("Name").toString(),
                way,
                session.value("RemoteHost").toString(),
                new BootTime(began / MICROSECONDS_PER_HUNDREDTH));
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
