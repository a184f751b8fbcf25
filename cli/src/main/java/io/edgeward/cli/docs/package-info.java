/**
 * The manual page, the completion and the reference page, written from the very specifications that
 * parse the arguments: they cannot tell anything else than {@code --help} does.
 */
@NullMarked
package io.edgeward.cli.docs;

import org.jspecify.annotations.NullMarked;
