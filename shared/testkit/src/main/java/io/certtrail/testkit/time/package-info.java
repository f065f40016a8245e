/** A clock for tests. */
@NullMarked
package io.certtrail.testkit.time;

import org.jspecify.annotations.NullMarked;
