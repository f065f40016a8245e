/** One index: what is in it, how it is made, merged, stored as one object, and asked. */
@NullMarked
package io.certtrail.search.index;

import org.jspecify.annotations.NullMarked;
