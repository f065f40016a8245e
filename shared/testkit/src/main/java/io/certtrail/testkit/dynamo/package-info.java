/** DynamoDB itself, embedded: in this process and in memory. */
@NullMarked
package io.certtrail.testkit.dynamo;

import org.jspecify.annotations.NullMarked;
