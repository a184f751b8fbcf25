/**
 * The settings document: what the owner wants, for the whole gateway. Here are its value types, its
 * strict reading (every fault with its JSON Pointer, all in one answer), its schema, the merge
 * patch of RFC 7396 and its canonical bytes. A document is complete: what was left out is the
 * default.
 */
@NullMarked
package io.edgeward.core.settings;

import org.jspecify.annotations.NullMarked;
