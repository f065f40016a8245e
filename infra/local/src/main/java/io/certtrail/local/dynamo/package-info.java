/** DynamoDB in this process: kept in one file, and durable when it answers. */
@NullMarked
package io.certtrail.local.dynamo;

import org.jspecify.annotations.NullMarked;
