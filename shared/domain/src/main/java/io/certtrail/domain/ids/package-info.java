/** Identifiers that the system makes: UUIDs of version 7 and 8, in the order in which they were made, or derived. */
@NullMarked
package io.certtrail.domain.ids;

import org.jspecify.annotations.NullMarked;
