/** The people of a tenant: their names, roles and passwords, and that one of them stays its administrator. */
@NullMarked
package io.certtrail.domain.users;

import org.jspecify.annotations.NullMarked;
