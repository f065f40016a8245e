/** Fakes of the ports of publishing, the contract suites that fake and adapter both pass, and faults between. */
@NullMarked
package io.certtrail.testkit.publish;

import org.jspecify.annotations.NullMarked;
