/** A local cloud of one run, as a caller of its API sees it. */
@NullMarked
package io.certtrail.bench.cloud;

import org.jspecify.annotations.NullMarked;
