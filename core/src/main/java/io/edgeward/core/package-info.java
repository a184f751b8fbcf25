/**
 * The language of Edgeward and its engine: settings, facets, generations, changes. Knows no
 * operating system.
 */
@NullMarked
package io.edgeward.core;

import org.jspecify.annotations.NullMarked;
