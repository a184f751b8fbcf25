package io.edgeward.core.enforcement;

import io.edgeward.core.platform.Login;
import java.util.Optional;

/**
 * Who acts.
 *
 * @param name as the event log shall tell it: "operator (uid 1000)"
 * @param root whether this is the superuser of the gateway's operating system
 * @param login the login session that the request came from; empty: from none
 */
public record Principal(String name, boolean root, Optional<Login> login) {
    /** Edgeward itself. */
    public static final Principal SYSTEM = new Principal("edgeward", false, Optional.empty());
}
