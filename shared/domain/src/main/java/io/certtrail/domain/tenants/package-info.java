/** Which tenants there are, and which tree each writes to. */
@NullMarked
package io.certtrail.domain.tenants;

import org.jspecify.annotations.NullMarked;
