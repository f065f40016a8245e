/**
 * Sealed segments: the entries of a chain with their seeds, laid down by day in private, immutable objects that are read
 * by range (ledger.md §5). What is derived from them, such as an index, lies beside them.
 */
@NullMarked
package io.certtrail.domain.segments;

import org.jspecify.annotations.NullMarked;
