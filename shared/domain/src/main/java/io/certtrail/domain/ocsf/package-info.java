/** Entries as records of the Open Cybersecurity Schema Framework, for a SIEM. */
@NullMarked
package io.certtrail.domain.ocsf;

import org.jspecify.annotations.NullMarked;
