/** The story, and that it breaks when it is not true. */
@NullMarked
package io.edgeward.gateway.demo;

import org.jspecify.annotations.NullMarked;
