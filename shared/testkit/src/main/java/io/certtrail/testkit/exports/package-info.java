/** Exports: fakes of their ports, and the suites that fake and adapter both pass. */
@NullMarked
package io.certtrail.testkit.exports;

import org.jspecify.annotations.NullMarked;
