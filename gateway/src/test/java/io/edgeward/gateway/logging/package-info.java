/** The lines that the journal gets. */
@NullMarked
package io.edgeward.gateway.logging;

import org.jspecify.annotations.NullMarked;
