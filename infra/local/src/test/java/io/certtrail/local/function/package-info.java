@NullMarked
package io.certtrail.local.function;

import org.jspecify.annotations.NullMarked;
