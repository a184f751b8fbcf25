/**
 * Tests of the local console's facet beside the contract of every facet. They look at what is read
 * from an observation.
 */
@NullMarked
package io.edgeward.facets.localconsole;

import org.jspecify.annotations.NullMarked;
