/** Published logs as an auditor checks them. */
@NullMarked
package io.certtrail.e2e.log;

import org.jspecify.annotations.NullMarked;
