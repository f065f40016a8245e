/** Scheduled functions: the minute sweep, and the canary that verifies the ledger each day. */
@NullMarked
package io.certtrail.functions.scan;

import org.jspecify.annotations.NullMarked;
