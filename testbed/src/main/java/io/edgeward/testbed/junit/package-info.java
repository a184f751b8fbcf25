/**
 * Real gateways for JUnit tests. {@link io.edgeward.testbed.junit.RealGateway} on a test class
 * boots one and hands out the gateway and its neighbours. Where no gateway can run, the tests are
 * skipped with the reason, and a marker file says so to whoever sums up the build: a skipped check
 * must not look green.
 */
@NullMarked
package io.edgeward.testbed.junit;

import org.jspecify.annotations.NullMarked;
