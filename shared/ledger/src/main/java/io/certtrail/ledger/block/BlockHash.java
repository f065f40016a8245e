package io.certtrail.ledger.block;

import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** The hash that chains a block to the one before it. */
public final class BlockHash {
    private static final byte[] BLOCK_DOMAIN = "certtrail/block/v1\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ORIGIN_DOMAIN = "certtrail/origin/v1\n".getBytes(StandardCharsets.US_ASCII);

    private BlockHash() {}

    /** What stands before block 0: SHA-256("certtrail/origin/v1\n" ‖ origin). */
    public static Hash genesis(Origin origin) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(ORIGIN_DOMAIN);
        sha256.update(origin.text().getBytes(StandardCharsets.UTF_8));
        return Hash.finish(sha256);
    }

    /**
     * SHA-256("certtrail/block/v1\n" ‖ prevBlockHash ‖ uint64 n ‖ uint64 firstSeq ‖ uint32 count ‖ rootHash ‖ the leaf
     * hashes in order), integers big-endian.
     */
    public static Hash of(Hash prevBlockHash, long n, long firstSeq, Hash rootHash, List<Hash> leafHashes) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(BLOCK_DOMAIN);
        prevBlockHash.update(sha256);
        ByteBuffer place = ByteBuffer.allocate(Long.BYTES + Long.BYTES + Integer.BYTES);
        sha256.update(
                place.putLong(n).putLong(firstSeq).putInt(leafHashes.size()).array());
        rootHash.update(sha256);
        leafHashes.forEach(leaf -> leaf.update(sha256));
        return Hash.finish(sha256);
    }
}
