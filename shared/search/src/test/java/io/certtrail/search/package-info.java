@NullMarked
package io.certtrail.search;

import org.jspecify.annotations.NullMarked;
