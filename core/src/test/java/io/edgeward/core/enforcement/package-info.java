/**
 * What a log of events must keep, and one in memory that every test of the engine may use. The
 * engine itself is tested where there is a gateway to work on: in platform-simulated.
 */
@NullMarked
package io.edgeward.core.enforcement;

import org.jspecify.annotations.NullMarked;
