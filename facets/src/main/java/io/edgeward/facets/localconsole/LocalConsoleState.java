package io.edgeward.facets.localconsole;

import java.util.List;
import java.util.Optional;

/**
 * The local console as it is.
 *
 * @param on some terminal offers a login or a shell; empty: could not be seen
 * @param terminals those that do, as {@code ttyS0 (agetty)}
 * @param running units of it that run
 * @param enabled the next boot would start one if the switch allowed
 * @param unguarded units that would start though the switch is off
 * @param kernelArguments those that ask for a shell or a login beside any switch; empty: not seen
 * @param recovering this boot was asked to keep it ({@code edgeward.recover})
 */
public record LocalConsoleState(
        Optional<Boolean> on,
        Optional<List<String>> terminals,
        Optional<List<String>> running,
        Optional<Boolean> enabled,
        Optional<List<String>> unguarded,
        Optional<List<String>> kernelArguments,
        boolean recovering) {}
