/**
 * Hardening advice made checkable. A rule is data: what it expects of the observed state, and the
 * change of the settings that cures it; a profile names rules and sets their parameters. An audit
 * measures one state document against one profile and says pass, fail, unknown, not applicable or
 * excepted for every rule, with the evidence. Everything here is pure and immutable: no clock, no
 * system, no file after loading. Owners add rules and profiles as YAML files, without code.
 */
@NullMarked
package io.edgeward.posture;

import org.jspecify.annotations.NullMarked;
