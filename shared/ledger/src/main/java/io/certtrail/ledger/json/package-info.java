/** JSON as the ledger knows it: strict to read, canonical (RFC 8785) to write, integers only. */
@NullMarked
package io.certtrail.ledger.json;

import org.jspecify.annotations.NullMarked;
