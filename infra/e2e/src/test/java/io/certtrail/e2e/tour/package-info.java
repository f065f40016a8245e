/** The README's tour, run as it is written. */
@NullMarked
package io.certtrail.e2e.tour;

import org.jspecify.annotations.NullMarked;
