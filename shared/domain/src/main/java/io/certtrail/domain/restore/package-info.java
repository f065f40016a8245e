/** What is done after tables were restored from a backup: a tenant's next incarnation (docs/restore.md). */
@NullMarked
package io.certtrail.domain.restore;

import org.jspecify.annotations.NullMarked;
