/**
 * A real Debian gateway on this host, and the neighbours that look at it from outside. A test says
 * what it does in the words of the field: it boots a {@link io.edgeward.testbed.Gateway}, cuts its
 * power, looks at its {@link io.edgeward.testbed.Console}, and lets a {@link
 * io.edgeward.testbed.Neighbour} scan it, log in, or ask for a lease.
 *
 * <p>The work is done by the scripts beside this module ({@code testbed/gateway}), which people use
 * by hand as well; nothing here is simulated. It needs root on Linux.
 */
@NullMarked
package io.edgeward.testbed;

import org.jspecify.annotations.NullMarked;
