/** How long an event is on its way, at a rate that does not wait for the answers. */
@NullMarked
package io.certtrail.bench.latency;

import org.jspecify.annotations.NullMarked;
