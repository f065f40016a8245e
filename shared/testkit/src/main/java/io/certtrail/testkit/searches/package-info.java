/** Saved searches in memory, and what every store of them keeps. */
@NullMarked
package io.certtrail.testkit.searches;

import org.jspecify.annotations.NullMarked;
