/** Origins, C2SP checkpoints and the signed notes that carry them. */
@NullMarked
package io.certtrail.ledger.checkpoint;

import org.jspecify.annotations.NullMarked;
