/** Subscriptions on DynamoDB, and their accounts through STS. */
@NullMarked
package io.certtrail.aws.subscriptions;

import org.jspecify.annotations.NullMarked;
