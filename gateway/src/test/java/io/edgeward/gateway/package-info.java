/**
 * The daemon as a whole, on a simulated gateway, asked over a real socket by a real HTTP client.
 */
@NullMarked
package io.edgeward.gateway;

import org.jspecify.annotations.NullMarked;
