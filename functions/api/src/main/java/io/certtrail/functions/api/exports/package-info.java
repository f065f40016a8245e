/** The routes of exports. */
@NullMarked
package io.certtrail.functions.api.exports;

import org.jspecify.annotations.NullMarked;
