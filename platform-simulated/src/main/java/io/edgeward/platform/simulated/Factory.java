package io.edgeward.platform.simulated;

import io.edgeward.core.platform.Observation.Account;
import io.edgeward.core.platform.Observation.Family;
import io.edgeward.core.platform.Observation.Hook;
import io.edgeward.core.platform.Observation.Listener;
import io.edgeward.core.platform.Observation.Password;
import io.edgeward.core.settings.Protocol;
import java.util.List;

/**
 * How the gateway left the factory: what runs on it before anybody secured it.
 *
 * @param ssh whether the SSH server runs and is enabled
 * @param sshPort the port in its own configuration
 * @param localConsole whether a terminal offers a login
 * @param strays what else listens, and always will
 * @param hooks base chains of other owners in the packet filter
 * @param accounts accounts that can log in
 */
public record Factory(
        boolean ssh,
        int sshPort,
        boolean localConsole,
        List<Listener> strays,
        List<Hook> hooks,
        List<Account> accounts) {
    public Factory {
        strays = List.copyOf(strays);
        hooks = List.copyOf(hooks);
        accounts = List.copyOf(accounts);
    }

    /** Open as such gateways come: SSH, console, a port mapper that nobody asked for. */
    public static Factory usual() {
        return new Factory(
                true,
                22,
                true,
                List.of(
                        new Listener(Protocol.TCP, Family.V4, "0.0.0.0", 111, "rpcbind"),
                        new Listener(Protocol.TCP, Family.V6, "::", 111, "rpcbind"),
                        new Listener(Protocol.UDP, Family.V4, "0.0.0.0", 111, "rpcbind"),
                        new Listener(Protocol.UDP, Family.V6, "::", 111, "rpcbind")),
                List.of(),
                List.of(
                        new Account("root", Password.LOCKED),
                        new Account("operator", Password.SET)));
    }

    /** The same with nothing else listening. */
    public Factory withoutStrays() {
        return new Factory(ssh, sshPort, localConsole, List.of(), hooks, accounts);
    }

    /** The same with an SSH server on another port. */
    public Factory withSshPort(int port) {
        return new Factory(ssh, port, localConsole, strays, hooks, accounts);
    }

    /** The same without an SSH server and a login at the terminal, each where false. */
    public Factory with(boolean sshOn, boolean consoleOn) {
        return new Factory(sshOn, sshPort, consoleOn, strays, hooks, accounts);
    }
}
