/** SQS in this process. */
@NullMarked
package io.certtrail.local.sqs;

import org.jspecify.annotations.NullMarked;
