/** API tokens. */
@NullMarked
package io.certtrail.cli.token;

import org.jspecify.annotations.NullMarked;
