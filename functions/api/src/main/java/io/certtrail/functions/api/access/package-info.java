/** Who calls: the token of a request, and the routes that make tokens. */
@NullMarked
package io.certtrail.functions.api.access;

import org.jspecify.annotations.NullMarked;
