/** Writes the figures down: as a table, as a page, as JSON. */
@NullMarked
package io.certtrail.bench.report;

import org.jspecify.annotations.NullMarked;
