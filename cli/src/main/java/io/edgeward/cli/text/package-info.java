/**
 * How answers look to a person: aligned, wrapped, coloured on a terminal only. Each page is a pure
 * function from the daemon's JSON to lines. What came from elsewhere is freed of control characters
 * before it reaches a terminal.
 */
@NullMarked
package io.edgeward.cli.text;

import org.jspecify.annotations.NullMarked;
