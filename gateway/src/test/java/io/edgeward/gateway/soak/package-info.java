/**
 * Random life on a simulated gateway, for as long as one likes: changes, trials, drift, restarts
 * and power cuts, with everything that is promised looked at after each step. One seed gives one
 * life, so that a failure can be lived again.
 */
@NullMarked
package io.edgeward.gateway.soak;

import org.jspecify.annotations.NullMarked;
