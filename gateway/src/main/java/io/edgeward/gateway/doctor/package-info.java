/**
 * What keeps Edgeward itself from working, and the way out. Every probe looks for itself and is
 * given a few seconds: one that hangs is told as unknown and holds up no other. Nothing here needs
 * a network, and nothing here changes anything.
 */
@NullMarked
package io.edgeward.gateway.doctor;

import org.jspecify.annotations.NullMarked;
