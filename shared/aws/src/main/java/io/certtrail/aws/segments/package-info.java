/** The archive on S3. */
@NullMarked
package io.certtrail.aws.segments;

import org.jspecify.annotations.NullMarked;
