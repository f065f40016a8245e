/** Digests that can be put down and taken up again. */
@NullMarked
package io.certtrail.evidence.digest;

import org.jspecify.annotations.NullMarked;
