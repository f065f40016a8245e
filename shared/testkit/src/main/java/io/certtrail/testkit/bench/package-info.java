/** Programs that measure: run by hand, and by tests that look at anything but the time. */
@NullMarked
package io.certtrail.testkit.bench;

import org.jspecify.annotations.NullMarked;
