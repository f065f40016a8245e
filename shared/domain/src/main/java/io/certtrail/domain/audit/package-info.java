/** The audit log as callers see it: recording events that happened elsewhere, searching, single entries and their proofs. */
@NullMarked
package io.certtrail.domain.audit;

import org.jspecify.annotations.NullMarked;
