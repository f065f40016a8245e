/** Searches that somebody keeps under a name. */
@NullMarked
package io.certtrail.domain.searches;

import org.jspecify.annotations.NullMarked;
