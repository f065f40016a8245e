/** The front door: HTTP in, events of an HTTP API (payload format 2.0) to the function, and its answers back. */
@NullMarked
package io.certtrail.local.http;

import org.jspecify.annotations.NullMarked;
