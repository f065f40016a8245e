/** Makes load, and measures what comes of it. */
@NullMarked
package io.certtrail.bench.load;

import org.jspecify.annotations.NullMarked;
