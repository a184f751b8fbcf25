/**
 * The one path of a change. {@link io.edgeward.core.enforcement.Engine} is to be read from top to
 * bottom: validate, plan, guard, render, activate, verify, then confirm at once or stay on trial;
 * and what happens when a trial ends. Whoever wants to change the gateway comes through here.
 */
@NullMarked
package io.edgeward.core.enforcement;

import org.jspecify.annotations.NullMarked;
