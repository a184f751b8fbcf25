/**
 * The main job as a story, in under fifteen seconds: what a gateway shows to its neighbours as it
 * left the factory, and what is left of that once it is secured. Only the operating system is
 * simulated. The story is told over the control socket, as anybody could, and looked at from
 * outside; a step that does not come out as told ends it with a failure.
 */
@NullMarked
package io.edgeward.gateway.demo;

import org.jspecify.annotations.NullMarked;
