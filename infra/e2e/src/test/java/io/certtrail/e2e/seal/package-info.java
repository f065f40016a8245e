@NullMarked
package io.certtrail.e2e.seal;

import org.jspecify.annotations.NullMarked;
