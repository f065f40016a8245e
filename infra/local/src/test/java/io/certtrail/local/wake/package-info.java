@NullMarked
package io.certtrail.local.wake;

import org.jspecify.annotations.NullMarked;
