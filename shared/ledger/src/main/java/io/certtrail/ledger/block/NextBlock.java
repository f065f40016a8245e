package io.certtrail.ledger.block;

import io.certtrail.ledger.merkle.Frontier;

/**
 * A block that was just built.
 *
 * @param after the tree with it
 */
public record NextBlock(Block block, Frontier after) {}
