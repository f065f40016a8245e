/** Verifying, exporting and proving: what an auditor's machine does. */
@NullMarked
package io.certtrail.bench.proofs;

import org.jspecify.annotations.NullMarked;
