/**
 * What the Debian packages promise before they are installed anywhere: whose files they hold, with
 * which modes, the same bytes each time, a unit that is shut tight, a runtime that starts. What
 * they do on a gateway is tested on one, in {@code testbed}.
 */
@NullMarked
package io.edgeward.packaging;

import org.jspecify.annotations.NullMarked;
