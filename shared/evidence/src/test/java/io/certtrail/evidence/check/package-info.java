@NullMarked
package io.certtrail.evidence.check;

import org.jspecify.annotations.NullMarked;
