/** Exports: the request, the job that makes the files, the links that hand them out, and the sweep that loses none. */
@NullMarked
package io.certtrail.domain.exports;

import org.jspecify.annotations.NullMarked;
