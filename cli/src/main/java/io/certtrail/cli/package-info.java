/** certtrail verify, import, token: needs no cloud. */
@NullMarked
package io.certtrail.cli;

import org.jspecify.annotations.NullMarked;
