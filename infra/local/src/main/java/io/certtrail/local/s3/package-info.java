/** S3 in this process. */
@NullMarked
package io.certtrail.local.s3;

import org.jspecify.annotations.NullMarked;
