/**
 * The manual page, the completion and the reference page. They are written from the very
 * specifications that parse the arguments, so they cannot tell anything else than {@code --help}
 * does. The build runs this room; the installed program never does.
 */
@NullMarked
package io.edgeward.cli.docs;

import org.jspecify.annotations.NullMarked;
