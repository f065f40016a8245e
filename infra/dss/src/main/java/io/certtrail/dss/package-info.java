@NullMarked
package io.certtrail.dss;

import org.jspecify.annotations.NullMarked;
