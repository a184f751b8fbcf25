/**
 * What a command is, and what one call of it sees: the arguments as they were understood, the
 * daemon, and the streams and files around the process. A command describes itself in the words of
 * {@link io.edgeward.cli.call.Manual}.
 */
@NullMarked
package io.edgeward.cli.call;

import org.jspecify.annotations.NullMarked;
