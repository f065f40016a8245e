@NullMarked
package io.certtrail.search.index;

import org.jspecify.annotations.NullMarked;
