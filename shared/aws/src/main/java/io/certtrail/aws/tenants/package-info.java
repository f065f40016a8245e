/** The registry of tenants on DynamoDB. */
@NullMarked
package io.certtrail.aws.tenants;

import org.jspecify.annotations.NullMarked;
