@NullMarked
package io.edgeward.platform.simulated;

import org.jspecify.annotations.NullMarked;
