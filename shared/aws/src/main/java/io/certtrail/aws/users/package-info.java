/** Users on DynamoDB. */
@NullMarked
package io.certtrail.aws.users;

import org.jspecify.annotations.NullMarked;
