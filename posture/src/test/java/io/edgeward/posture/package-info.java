/** What the posture claims, as tests; what each shipped rule means is under {@code cases}. */
@NullMarked
package io.edgeward.posture;

import org.jspecify.annotations.NullMarked;
