/**
 * Claims about the real system's side of the port. What Debian 12 prints was recorded from one,
 * with programs that chose hostile names; the applier is played by a small server on a real Unix
 * socket.
 */
@NullMarked
package io.edgeward.platform.linux;

import org.jspecify.annotations.NullMarked;
