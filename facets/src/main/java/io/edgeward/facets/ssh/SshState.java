package io.edgeward.facets.ssh;

import java.util.List;
import java.util.Optional;

/**
 * The SSH server as it is.
 *
 * @param on it runs, or something of it listens; empty: could not be seen
 * @param listening TCP ports on which an SSH server listens, in order
 * @param running units of it that run
 * @param enabled the next boot would start it if the switch allowed
 * @param unguarded units that would start though the switch is off
 */
public record SshState(
        Optional<Boolean> on,
        Optional<List<Integer>> listening,
        Optional<List<String>> running,
        Optional<Boolean> enabled,
        Optional<List<String>> unguarded) {}
