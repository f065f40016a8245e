/** A DynamoDB whose calls are counted, and one that is as slow as the real one: what the contenders write to. */
@NullMarked
package io.certtrail.bench.dynamo;

import org.jspecify.annotations.NullMarked;
