@NullMarked
package io.edgeward.facets;

import org.jspecify.annotations.NullMarked;
