/** Signing in: attempts that are counted, accounts that are locked, sessions that end. */
@NullMarked
package io.certtrail.domain.login;

import org.jspecify.annotations.NullMarked;
