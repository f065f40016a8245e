/** The ports of exports on DynamoDB, SQS and S3. */
@NullMarked
package io.certtrail.aws.exports;

import org.jspecify.annotations.NullMarked;
