/** Access tokens in memory, and the contract that every store of them keeps. */
@NullMarked
package io.certtrail.testkit.access;

import org.jspecify.annotations.NullMarked;
