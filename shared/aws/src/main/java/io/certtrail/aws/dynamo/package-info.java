/** What every adapter on DynamoDB needs: attribute values, reads of many items, calls side by side. */
@NullMarked
package io.certtrail.aws.dynamo;

import org.jspecify.annotations.NullMarked;
