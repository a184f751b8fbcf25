/** Each probe, well and ill. */
@NullMarked
package io.edgeward.gateway.doctor;

import org.jspecify.annotations.NullMarked;
