/**
 * The HTTP interface of {@code docs/reference/api.md}, over the control socket: no TCP port is ever
 * opened. Who asks is told by the kernel. Every answer is JSON, every refusal a problem (RFC 9457)
 * with its way out; causes stay in the log. Here is no decision: the engine and the posture decide,
 * this room reads requests strictly and writes down what they say.
 */
@NullMarked
package io.edgeward.gateway.api;

import org.jspecify.annotations.NullMarked;
