/** The event catalogue: which actions there are, and what an event of each must carry. The data is {@code catalogue.json}. */
@NullMarked
package io.certtrail.domain.catalogue;

import org.jspecify.annotations.NullMarked;
