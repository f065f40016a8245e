/** A PostgreSQL server of our own, and a hash chain in it. */
@NullMarked
package io.certtrail.bench.postgres;

import org.jspecify.annotations.NullMarked;
