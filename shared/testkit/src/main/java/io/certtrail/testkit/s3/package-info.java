/** An S3 in this process, for the contract suites of what is kept in buckets. */
@NullMarked
package io.certtrail.testkit.s3;

import org.jspecify.annotations.NullMarked;
