/** The published log on S3, signed heads and cursors on DynamoDB. */
@NullMarked
package io.certtrail.aws.publish;

import org.jspecify.annotations.NullMarked;
