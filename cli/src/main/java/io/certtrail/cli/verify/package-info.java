/** {@code certtrail verify}: checks an export or a published log offline. */
@NullMarked
package io.certtrail.cli.verify;

import org.jspecify.annotations.NullMarked;
