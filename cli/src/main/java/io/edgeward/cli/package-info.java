/**
 * The command line: turns arguments into requests to the daemon and answers into text or JSON. It
 * is a process of its own and knows nothing of Edgeward but its HTTP interface. It starts cold each
 * time, so only the command that is used is built, and nothing is found by reflection. Exit
 * statuses are a contract: see {@link io.edgeward.cli.contract.ExitStatus}.
 */
@NullMarked
package io.edgeward.cli;

import org.jspecify.annotations.NullMarked;
