/** The minute sweep: wakes what a stream or a queue missed. */
@NullMarked
package io.certtrail.domain.sweep;

import org.jspecify.annotations.NullMarked;
