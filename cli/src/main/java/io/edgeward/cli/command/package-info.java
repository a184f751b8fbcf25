/**
 * What each command asks and how its answer is told. A command describes itself (its specification
 * is its help, its manual page and its completion) and is run once. Changes of every kind take the
 * same path through {@code Changes}, and trials are followed by {@code TrialWatch}.
 */
@NullMarked
package io.edgeward.cli.command;

import org.jspecify.annotations.NullMarked;
