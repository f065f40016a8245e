/** What is logged: an entry, the rules it keeps, and the leaf of salted commitments made from it. */
@NullMarked
package io.certtrail.ledger.entry;

import org.jspecify.annotations.NullMarked;
