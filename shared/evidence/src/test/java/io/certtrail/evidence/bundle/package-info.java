@NullMarked
package io.certtrail.evidence.bundle;

import org.jspecify.annotations.NullMarked;
