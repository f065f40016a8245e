package io.certtrail.domain.chain;

/**
 * Where an entry stands.
 *
 * @param seq its place in the tree, from 0
 * @param n the block that holds it, from 0
 */
public record Position(long seq, long n) {}
