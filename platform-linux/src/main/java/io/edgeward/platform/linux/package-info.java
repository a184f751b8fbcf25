/**
 * The real operating system behind core's port. It asks the applier, the only part of Edgeward that
 * is root, through one socket; reads what root laid out in plain files; and asks systemd and logind
 * on D-Bus what really runs. Nothing here alters the system by itself. All text that comes from
 * outside is somebody else's: it is parsed defensively, and what cannot be read is told as unseen.
 */
@NullMarked
package io.edgeward.platform.linux;

import org.jspecify.annotations.NullMarked;
