/** What leaves the ledger for an auditor: the CSV export with its manifest, and the proof file that stands beside it. */
@NullMarked
package io.certtrail.ledger.export;

import org.jspecify.annotations.NullMarked;
