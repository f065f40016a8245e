package io.certtrail.ledger.block;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.Hash;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The unit in which the chain grows: some entries in a row, written at once.
 *
 * @param n the block's number, from 0
 * @param firstSeq the leaf index of its first entry
 * @param entries 1 to {@value #MAX_ENTRIES}, without a gap, in the order of time
 * @param prevBlockHash the hash of block n-1; before block 0, {@link BlockHash#genesis}
 * @param rootHash the tree's root after this block
 * @param outboxKeys what in the outbox it logs
 * @param writer a random id of the attempt that wrote it
 */
public record Block(
        Origin origin,
        long n,
        long firstSeq,
        List<LoggedEntry> entries,
        Hash prevBlockHash,
        Hash rootHash,
        Hash blockHash,
        List<String> outboxKeys,
        UUID writer) {
    /** The most entries that a block holds. */
    public static final int MAX_ENTRIES = 256;

    /** The most bytes that its compressed entries take: a database item holds 400 KB, and the rest needs room too. */
    public static final int MAX_BODY_BYTES = 350 * 1024;

    /**
     * A block read back. Whether its hashes are right is not looked at: {@link #append} does.
     *
     * @throws BlockException if there are too few or too many entries, or they are out of order
     */
    public Block {
        entries = List.copyOf(entries);
        outboxKeys = List.copyOf(outboxKeys);
        if (n < 0 || entries.isEmpty() || entries.size() > MAX_ENTRIES) {
            throw new BlockException(
                    "block " + n + " of " + origin + " has " + entries.size() + " entries, not 1 to " + MAX_ENTRIES);
        }
        requireOrder(n, firstSeq, entries);
    }

    private static void requireOrder(long n, long firstSeq, List<LoggedEntry> entries) {
        long seq = firstSeq;
        Instant time = entries.getFirst().entry().time();
        for (LoggedEntry logged : entries) {
            if (logged.seq() != seq) {
                throw new BlockException("block " + n + ": expected entry " + seq + ", found " + logged.seq());
            }
            if (logged.entry().time().isBefore(time)) {
                throw new BlockException("block " + n + ": entry " + seq + " is of "
                        + logged.entry().time() + ", the one before it of " + time);
            }
            time = logged.entry().time();
            seq++;
        }
    }

    /** The first block of a chain. */
    public static NextBlock first(Origin origin, List<LoggedEntry> entries, List<String> outboxKeys, UUID writer) {
        return next(origin, 0, Frontier.EMPTY, BlockHash.genesis(origin), entries, outboxKeys, writer);
    }

    /**
     * The block that follows.
     *
     * @param n its number
     * @param before the tree before it
     * @param prevBlockHash the hash of the block before it
     * @throws BlockException if there are too few or too many entries, or they do not follow
     */
    public static NextBlock next(
            Origin origin,
            long n,
            Frontier before,
            Hash prevBlockHash,
            List<LoggedEntry> entries,
            List<String> outboxKeys,
            UUID writer) {
        List<Hash> leaves = leafHashes(entries);
        Frontier after = before.appendAll(leaves);
        Hash root = after.root();
        Hash hash = BlockHash.of(prevBlockHash, n, before.size(), root, leaves);
        Block block = new Block(origin, n, before.size(), entries, prevBlockHash, root, hash, outboxKeys, writer);
        return new NextBlock(block, after);
    }

    /**
     * The tree after this block, if it follows: computes everything again.
     *
     * @param before the tree before it
     * @param prevBlockHash the hash of the block before it
     * @throws BlockException if the block does not follow, or one of its hashes is not that of its entries
     */
    public Frontier append(Frontier before, Hash prevBlockHash) {
        if (firstSeq != before.size()) {
            throw wrong("first entry", before.size(), firstSeq);
        }
        if (!this.prevBlockHash.equals(prevBlockHash)) {
            throw wrong("previous block's hash", prevBlockHash, this.prevBlockHash);
        }
        List<Hash> leaves = leafHashes(entries);
        Frontier after = before.appendAll(leaves);
        Hash root = after.root();
        if (!rootHash.equals(root)) {
            throw wrong("root hash", root, rootHash);
        }
        Hash hash = BlockHash.of(prevBlockHash, n, firstSeq, rootHash, leaves);
        if (!blockHash.equals(hash)) {
            throw wrong("block hash", hash, blockHash);
        }
        return after;
    }

    private BlockException wrong(String what, Object expected, Object found) {
        return new BlockException(
                "block " + n + " of " + origin + ": " + what + ": expected " + expected + ", found " + found);
    }

    private static List<Hash> leafHashes(List<LoggedEntry> entries) {
        return entries.stream().map(entry -> entry.leaf().hash()).toList();
    }

    public int count() {
        return entries.size();
    }

    /** The tree's size after this block. */
    public long endSeq() {
        return firstSeq + entries.size();
    }

    public Instant firstTime() {
        return entries.getFirst().entry().time();
    }

    public Instant lastTime() {
        return entries.getLast().entry().time();
    }
}
