/** The routes of the audit log: recording, searching, single entries and their proofs. */
@NullMarked
package io.certtrail.functions.api.audit;

import org.jspecify.annotations.NullMarked;
