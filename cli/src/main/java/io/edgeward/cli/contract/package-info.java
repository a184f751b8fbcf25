/**
 * What scripts may rely on: exit statuses, the complaint (an RFC 9457 problem) that ends a command,
 * and how JSON and durations are written. Everything else here builds on it, and it knows nothing
 * of the rest.
 */
@NullMarked
package io.edgeward.cli.contract;

import org.jspecify.annotations.NullMarked;
