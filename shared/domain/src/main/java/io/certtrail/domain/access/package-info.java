/** Who may do what: roles, access tokens and the principal that a request acts for. */
@NullMarked
package io.certtrail.domain.access;

import org.jspecify.annotations.NullMarked;
