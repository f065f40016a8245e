/** Answers from sealed segments: by their indexes, every hit held against the entry itself. */
@NullMarked
package io.certtrail.search.sealed;

import org.jspecify.annotations.NullMarked;
