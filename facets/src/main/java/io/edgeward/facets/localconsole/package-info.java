/**
 * The local console: every terminal at which somebody who stands there gets a login or a shell
 * (guide section 2.2.2). Off means that none of them prompts or heeds input, now and after a
 * reboot; the kernel command line {@code edgeward.recover} brings it back for one boot.
 */
@NullMarked
package io.edgeward.facets.localconsole;

import org.jspecify.annotations.NullMarked;
