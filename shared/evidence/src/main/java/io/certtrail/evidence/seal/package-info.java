/** Seals: CMS signatures and RFC 3161 time stamps, by a key that need not be here. */
@NullMarked
package io.certtrail.evidence.seal;

import org.jspecify.annotations.NullMarked;
