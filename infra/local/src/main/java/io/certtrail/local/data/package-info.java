/** The folder that a local cloud lives in. */
@NullMarked
package io.certtrail.local.data;

import org.jspecify.annotations.NullMarked;
