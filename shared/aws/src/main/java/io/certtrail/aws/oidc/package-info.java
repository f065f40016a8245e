/** Users of OpenID providers on DynamoDB. */
@NullMarked
package io.certtrail.aws.oidc;

import org.jspecify.annotations.NullMarked;
