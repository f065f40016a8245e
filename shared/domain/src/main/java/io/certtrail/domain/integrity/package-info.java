/** What contradicts itself in a ledger, and how it is told: as an entry, and to whoever is on duty. */
@NullMarked
package io.certtrail.domain.integrity;

import org.jspecify.annotations.NullMarked;
