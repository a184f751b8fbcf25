/**
 * The inbound policy (guide section 3.3). Managed means: everything inbound and forwarded is
 * dropped but what switched-on services and the owner's rules allow, the same over IPv4 and IPv6.
 * It takes the sum of all facets' exposures; nobody writes a service's rule by hand.
 */
@NullMarked
package io.edgeward.facets.firewall;

import org.jspecify.annotations.NullMarked;
