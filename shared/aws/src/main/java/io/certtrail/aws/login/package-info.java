/** Attempts to sign in and sessions, on DynamoDB. */
@NullMarked
package io.certtrail.aws.login;

import org.jspecify.annotations.NullMarked;
