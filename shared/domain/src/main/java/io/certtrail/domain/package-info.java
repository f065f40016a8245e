/** Catalogue, events, chain, publishing, search, exports and the ports they need; no AWS class. */
@NullMarked
package io.certtrail.domain;

import org.jspecify.annotations.NullMarked;
