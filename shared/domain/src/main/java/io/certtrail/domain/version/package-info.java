/** Which version of the software this is. */
@NullMarked
package io.certtrail.domain.version;

import org.jspecify.annotations.NullMarked;
