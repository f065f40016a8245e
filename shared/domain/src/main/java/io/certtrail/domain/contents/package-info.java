/** The entries of a chain with their seeds, wherever they are kept: in its blocks, and in its sealed segments. */
@NullMarked
package io.certtrail.domain.contents;

import org.jspecify.annotations.NullMarked;
