/** The command line: verify, import, token. It knows the API and the format, and no cloud. */
@NullMarked
package io.certtrail.cli;

import org.jspecify.annotations.NullMarked;
