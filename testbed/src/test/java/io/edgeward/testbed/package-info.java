/**
 * The bed tested on itself: every eye must see something open and something closed before others
 * rely on it.
 */
@NullMarked
package io.edgeward.testbed;

import org.jspecify.annotations.NullMarked;
