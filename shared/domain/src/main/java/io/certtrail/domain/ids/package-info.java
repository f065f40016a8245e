/** Identifiers that the system makes: UUIDs of version 7, in the order in which they were made. */
@NullMarked
package io.certtrail.domain.ids;

import org.jspecify.annotations.NullMarked;
