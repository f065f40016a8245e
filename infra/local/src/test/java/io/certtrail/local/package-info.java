@NullMarked
package io.certtrail.local;

import org.jspecify.annotations.NullMarked;
