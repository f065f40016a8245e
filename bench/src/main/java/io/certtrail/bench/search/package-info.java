/** The search of sealed segments, beside PostgreSQL's full-text search over the same rows. */
@NullMarked
package io.certtrail.bench.search;

import org.jspecify.annotations.NullMarked;
