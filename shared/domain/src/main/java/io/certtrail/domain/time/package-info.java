/** Times as callers write them. */
@NullMarked
package io.certtrail.domain.time;

import org.jspecify.annotations.NullMarked;
