/** What the stores on S3 have in common. */
@NullMarked
package io.certtrail.aws.s3;

import org.jspecify.annotations.NullMarked;
