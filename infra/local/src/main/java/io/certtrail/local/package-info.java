/** The functions in one process on embedded DynamoDB, SQS and S3; for laptops and tests, never shipped. */
@NullMarked
package io.certtrail.local;

import org.jspecify.annotations.NullMarked;
