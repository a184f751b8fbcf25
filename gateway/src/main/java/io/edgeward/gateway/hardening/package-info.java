/**
 * Where posture and engine meet: measuring the gateway against a profile, and making all remedies
 * one change. The rules decide what is wrong, the engine decides whether and how it is changed;
 * this room only brings one to the other, and measures again afterwards.
 */
@NullMarked
package io.edgeward.gateway.hardening;

import org.jspecify.annotations.NullMarked;
