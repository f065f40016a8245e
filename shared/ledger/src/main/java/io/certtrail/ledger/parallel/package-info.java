/** Work done by several threads whose results are told in the order in which it was given out. */
@NullMarked
package io.certtrail.ledger.parallel;

import org.jspecify.annotations.NullMarked;
