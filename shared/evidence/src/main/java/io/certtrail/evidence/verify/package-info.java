/** Reads a bundle strictly, and checks its seal. */
@NullMarked
package io.certtrail.evidence.verify;

import org.jspecify.annotations.NullMarked;
