/**
 * The daemon. {@link io.edgeward.gateway.Main} reads the command line, {@link
 * io.edgeward.gateway.Gateway} is the composition root: the one place that knows every room and
 * puts them together, by constructors only. Whoever wants to know what the daemon consists of reads
 * that class.
 */
@NullMarked
package io.edgeward.gateway;

import org.jspecify.annotations.NullMarked;
