/** Fakes of the chain's ports, the contract suites that fake and adapter both pass, and faults to be put between. */
@NullMarked
package io.certtrail.testkit.chain;

import org.jspecify.annotations.NullMarked;
