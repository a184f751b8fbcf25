/**
 * How the daemon is asked: HTTP/1.1 over the control socket, one connection for each request. Every
 * wait has an end, so that a command never hangs on a daemon that does.
 */
@NullMarked
package io.edgeward.cli.daemon;

import org.jspecify.annotations.NullMarked;
