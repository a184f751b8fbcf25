/**
 * The SSH server (guide section 2.2.5). Off means that nothing answers on its port, over IPv4 or
 * IPv6, that neither boot nor hand can start it, and that sessions that were open are cut.
 */
@NullMarked
package io.edgeward.facets.ssh;

import org.jspecify.annotations.NullMarked;
