/** The canary: reads a ledger again, a part each day, and says what is not as it was signed. */
@NullMarked
package io.certtrail.domain.canary;

import org.jspecify.annotations.NullMarked;
