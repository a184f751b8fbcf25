@NullMarked
package io.edgeward.core.platform;

import org.jspecify.annotations.NullMarked;
