/** Saved searches in DynamoDB. */
@NullMarked
package io.certtrail.aws.searches;

import org.jspecify.annotations.NullMarked;
