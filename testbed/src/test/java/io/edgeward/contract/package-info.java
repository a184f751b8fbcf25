/**
 * The contracts of platforms and facets, claimed on a real Debian gateway: the same suites that the
 * simulated one passes in every build, so that the simulation cannot drift from the real thing.
 */
@NullMarked
package io.edgeward.contract;

import org.jspecify.annotations.NullMarked;
