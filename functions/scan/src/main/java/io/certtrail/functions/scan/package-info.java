/** Scheduled functions: the minute sweep. */
@NullMarked
package io.certtrail.functions.scan;

import org.jspecify.annotations.NullMarked;
