/**
 * How the daemon's own log is written: to standard output, each line with the priority that
 * systemd's journal understands. It is set up in code, since reading a configuration file would
 * take a fifth of the start.
 */
@NullMarked
package io.edgeward.gateway.logging;

import org.jspecify.annotations.NullMarked;
