/** The ports of the domain on DynamoDB, SQS, S3 and KMS; codecs of the events of Lambda. */
@NullMarked
package io.certtrail.aws;

import org.jspecify.annotations.NullMarked;
