/** Which release of the program this is. */
@NullMarked
package io.certtrail.domain.release;

import org.jspecify.annotations.NullMarked;
