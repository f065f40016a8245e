/** The chain, the outbox and the lease on DynamoDB. */
@NullMarked
package io.certtrail.aws.chain;

import org.jspecify.annotations.NullMarked;
