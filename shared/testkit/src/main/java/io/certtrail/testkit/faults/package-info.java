/**
 * The fault harness: random schedules of everything between an event's door and its export, with faults at every call,
 * and a judge who verifies the whole log after each. How it works is in {@code docs/decisions/fault-harness.md}.
 */
@NullMarked
package io.certtrail.testkit.faults;

import org.jspecify.annotations.NullMarked;
