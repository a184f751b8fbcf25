/**
 * What happened, as lines of JSON in one file that is only ever appended to. An event that tells
 * what is about to be done is on disk before it is done. A power cut costs at most the line that
 * was being written, and never an earlier one; what was torn is kept aside. Memory and disk are
 * bounded.
 */
@NullMarked
package io.edgeward.gateway.eventlog;

import org.jspecify.annotations.NullMarked;
