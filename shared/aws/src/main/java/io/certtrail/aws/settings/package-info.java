/** Settings on DynamoDB. */
@NullMarked
package io.certtrail.aws.settings;

import org.jspecify.annotations.NullMarked;
