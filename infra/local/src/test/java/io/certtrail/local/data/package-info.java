@NullMarked
package io.certtrail.local.data;

import org.jspecify.annotations.NullMarked;
