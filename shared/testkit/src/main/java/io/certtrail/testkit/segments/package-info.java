/** The archive in memory, what every archive keeps, and segments to read. */
@NullMarked
package io.certtrail.testkit.segments;

import org.jspecify.annotations.NullMarked;
