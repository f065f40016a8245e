/** Administering users. */
@NullMarked
package io.certtrail.functions.api.users;

import org.jspecify.annotations.NullMarked;
