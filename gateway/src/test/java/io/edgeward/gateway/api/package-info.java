/** What never gets as far as a route. */
@NullMarked
package io.edgeward.gateway.api;

import org.jspecify.annotations.NullMarked;
