/** The event log against torn lines, full disks and growth. */
@NullMarked
package io.edgeward.gateway.eventlog;

import org.jspecify.annotations.NullMarked;
