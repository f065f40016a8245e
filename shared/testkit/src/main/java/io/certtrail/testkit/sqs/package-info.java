/** An SQS that only takes what is sent. */
@NullMarked
package io.certtrail.testkit.sqs;

import org.jspecify.annotations.NullMarked;
