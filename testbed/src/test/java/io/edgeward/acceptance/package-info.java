/**
 * What Edgeward promises, seen on a real Debian gateway with the real package installed by apt, and
 * from its neighbours on the network. Each class has a gateway of its own. A check that finds
 * nothing open has first found the same thing open.
 */
@NullMarked
package io.edgeward.acceptance;

import org.jspecify.annotations.NullMarked;
