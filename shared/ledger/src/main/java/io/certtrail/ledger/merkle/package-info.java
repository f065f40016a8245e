/** The RFC 6962 tree: frontier, inclusion, consistency and range proofs, tlog-tiles layout. Pure algorithms behind one narrow port, {@link io.certtrail.ledger.merkle.HashReader}. */
@NullMarked
package io.certtrail.ledger.merkle;

import org.jspecify.annotations.NullMarked;
