/** {@code certtrail verify}: checks an export offline. */
@NullMarked
package io.certtrail.cli.verify;

import org.jspecify.annotations.NullMarked;
