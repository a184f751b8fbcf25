/**
 * The operating system as Edgeward sees it: one port through which a generation is proposed,
 * followed, confirmed and reverted, and through which is observed what is really there. Two worlds
 * stand behind it, a real Linux and a simulated gateway; the same contract is run against both.
 */
@NullMarked
package io.edgeward.core.platform;

import org.jspecify.annotations.NullMarked;
