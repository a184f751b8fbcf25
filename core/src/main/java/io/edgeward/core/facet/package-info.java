/**
 * What a facet is: one thing of the gateway that can be set and secured. A facet is pure: settings
 * in, files of a generation out; observation in, state out. Facets do not know each other; they
 * meet in the words of this package: exposures, ways in, risk.
 */
@NullMarked
package io.edgeward.core.facet;

import org.jspecify.annotations.NullMarked;
