/** The benchmark of the ledger: {@code certtrail bench ledger}. */
@NullMarked
package io.certtrail.bench;

import org.jspecify.annotations.NullMarked;
