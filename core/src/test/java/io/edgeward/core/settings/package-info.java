@NullMarked
package io.edgeward.core.settings;

import org.jspecify.annotations.NullMarked;
