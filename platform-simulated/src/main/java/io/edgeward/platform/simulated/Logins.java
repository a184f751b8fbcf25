package io.edgeward.platform.simulated;

import io.edgeward.core.platform.BootTime;
import io.edgeward.core.platform.Login;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which process belongs to which login. To be called under the gateway's lock only. */
final class Logins {
    private final Map<Long, Optional<Login>> known = new HashMap<>();

    /** A process belongs to this login, or to none, as one of root's own. */
    void put(long processId, Optional<Login> login) {
        known.put(processId, login);
    }

    /** Everybody is out. */
    void clear() {
        known.clear();
    }

    /** Those who came in by a way are out. */
    void cut(String way) {
        known.values().removeIf(login -> login.map(Login::way).equals(Optional.of(way)));
    }

    /**
     * The login that a process belongs to. A process that nobody spoke of is a person's shell in a
     * demonstration: it came in just now by the first way that is open, or by none.
     */
    Optional<Login> of(long processId, Debian debian, BootTime now) {
        Optional<Login> login = known.get(processId);
        if (login != null) {
            return login;
        }
        BootTime justNow = new BootTime(now.hundredths() + 1);
        if (debian.runs(Switch.SSH)) {
            String way = Switch.SSH.way();
            return Optional.of(new Login("operator", way, "192.0.2.10", justNow));
        }
        return debian.runs(Switch.LOCAL_CONSOLE)
                ? Optional.of(new Login("operator", Switch.LOCAL_CONSOLE.way(), "", justNow))
                : Optional.empty();
    }
}
