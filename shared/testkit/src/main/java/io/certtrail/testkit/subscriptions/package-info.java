/** Subscriptions in memory, and the contract that every store of them keeps. */
@NullMarked
package io.certtrail.testkit.subscriptions;

import org.jspecify.annotations.NullMarked;
