/** Sequencer, publisher, dispatcher and set-up. */
@NullMarked
package io.certtrail.functions.ledger;

import org.jspecify.annotations.NullMarked;
