/** Access tokens on DynamoDB. */
@NullMarked
package io.certtrail.aws.access;

import org.jspecify.annotations.NullMarked;
