/** Checks an export offline, and says what the first thing is that is wrong. */
@NullMarked
package io.certtrail.ledger.verify;

import org.jspecify.annotations.NullMarked;
