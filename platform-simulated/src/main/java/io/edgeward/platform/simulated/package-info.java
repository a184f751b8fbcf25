/**
 * A gateway in memory: the applier's contract, a disk that loses what was not synced, a Debian with
 * its services and its packet filter, and a clock that tests may step. It serves every test and is
 * what `edgeward demo` shows. It knows no facet, only files of a generation; drift, faults and
 * power cuts happen on request.
 */
@NullMarked
package io.edgeward.platform.simulated;

import org.jspecify.annotations.NullMarked;
