/** How long the contents of a ledger are kept, what of it is shown, and how it is dropped. */
@NullMarked
package io.certtrail.domain.retention;

import org.jspecify.annotations.NullMarked;
