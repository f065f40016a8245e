/** Entry, canonical form, Merkle tree, block, checkpoint, proof, CSV format and verifier; no I/O of its own. */
@NullMarked
package io.certtrail.ledger;

import org.jspecify.annotations.NullMarked;
