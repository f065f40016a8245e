/**
 * Publishing: what the chain has committed is signed (ledger.md §4) and laid out as a tiled log (§5), and every entry is
 * printed once more for those who read along.
 */
@NullMarked
package io.certtrail.domain.publish;

import org.jspecify.annotations.NullMarked;
