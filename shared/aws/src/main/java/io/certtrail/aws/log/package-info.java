/** What functions tell their operator: one line of JSON at a time. */
@NullMarked
package io.certtrail.aws.log;

import org.jspecify.annotations.NullMarked;
