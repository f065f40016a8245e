/**
 * The chain: events wait in the outbox, the sequencer moves them into blocks, and one conditional transaction a block
 * decides their order. The rule that all of this keeps is ledger.md §3; each class names the clause it is about.
 */
@NullMarked
package io.certtrail.domain.chain;

import org.jspecify.annotations.NullMarked;
