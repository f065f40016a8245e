/** Indexes beside their segments: which there are, which there should be, how they are made, and how they are kept at hand. */
@NullMarked
package io.certtrail.search.store;

import org.jspecify.annotations.NullMarked;
