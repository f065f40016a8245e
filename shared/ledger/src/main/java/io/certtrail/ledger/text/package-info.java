/** Base64 and hex in the one spelling that the ledger accepts. */
@NullMarked
package io.certtrail.ledger.text;

import org.jspecify.annotations.NullMarked;
