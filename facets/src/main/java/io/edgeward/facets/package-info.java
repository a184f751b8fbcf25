/**
 * What can be set and secured, one package for each facet, all of one shape: settings, state, and
 * the facet that turns one into files and the other into sentences. Pure functions; no facet knows
 * another. {@code ssh} is the one to imitate.
 */
@NullMarked
package io.edgeward.facets;

import org.jspecify.annotations.NullMarked;
