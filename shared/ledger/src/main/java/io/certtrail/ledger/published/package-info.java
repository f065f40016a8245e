/**
 * Checks a published log (C2SP tlog-tiles) from what anyone can read of it: every entry, every tile, every checkpoint; and
 * whether it still is the log that someone saw before.
 */
@NullMarked
package io.certtrail.ledger.published;

import org.jspecify.annotations.NullMarked;
