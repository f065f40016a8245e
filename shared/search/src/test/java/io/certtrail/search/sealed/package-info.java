@NullMarked
package io.certtrail.search.sealed;

import org.jspecify.annotations.NullMarked;
