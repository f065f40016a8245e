/** The block: how entries are chained in the database. */
@NullMarked
package io.certtrail.ledger.block;

import org.jspecify.annotations.NullMarked;
