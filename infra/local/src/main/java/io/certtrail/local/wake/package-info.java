/** What wakes the functions: streams of tables, queues, and the clock. Lambda's event source mappings, in short. */
@NullMarked
package io.certtrail.local.wake;

import org.jspecify.annotations.NullMarked;
