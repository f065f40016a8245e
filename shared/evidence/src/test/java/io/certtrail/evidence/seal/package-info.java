@NullMarked
package io.certtrail.evidence.seal;

import org.jspecify.annotations.NullMarked;
