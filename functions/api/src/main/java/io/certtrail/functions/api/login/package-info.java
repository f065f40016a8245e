/** Signing in and out. */
@NullMarked
package io.certtrail.functions.api.login;

import org.jspecify.annotations.NullMarked;
