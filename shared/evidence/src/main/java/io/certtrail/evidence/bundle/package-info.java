/** What stands in an evidence bundle, and its two forms: PDF and zip. */
@NullMarked
package io.certtrail.evidence.bundle;

import org.jspecify.annotations.NullMarked;
