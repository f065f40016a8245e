package io.certtrail.ledger.published;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.entry.Leaf;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.MerkleTree;
import io.certtrail.ledger.merkle.Sha256;
import io.certtrail.ledger.published.CheckedBundle.SavedCheckpoint;
import io.certtrail.ledger.published.Objects.Address;
import io.certtrail.ledger.published.Objects.Found;
import io.certtrail.ledger.verify.TrustedKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Checks one bundle by itself: what can be done for many side by side. Safe for use by many threads. */
final class BundleCheck {
    private static final int VERSION_AT = 2;
    private static final int ID_AT = 3;

    private final PublishedLog log;
    private final Objects objects;
    private final Checkpoint newest;
    private final SavedSizes saved;
    private final TrustedKeys keys;

    BundleCheck(PublishedLog log, Checkpoint newest, SavedSizes saved, TrustedKeys keys) {
        this.log = log;
        this.objects = new Objects(log);
        this.newest = newest;
        this.saved = saved;
        this.keys = keys;
    }

    /**
     * Reads the bundle, its tile, what is left over of both, and the checkpoints that were saved within it.
     *
     * @throws LogFaultException at the first thing that is wrong
     */
    CheckedBundle check(long index) throws IOException {
        long firstSeq = index * Objects.WIDTH;
        int width = (int) Math.min(Objects.WIDTH, newest.size() - firstSeq);
        Found bundle = objects.read(Address.bundle(index), width);
        List<UUID> ids = new ArrayList<>(width);
        List<Hash> leaves = leaves(bundle, firstSeq, width, ids);
        Found tile = objects.read(Address.tile(0, index), width);
        requireTile(tile, firstSeq, leaves);
        OtherWidths wider = objects.others(Address.bundle(index), width, bundle.bytes())
                .and(objects.others(Address.tile(0, index), width, tile.bytes()));
        return new CheckedBundle(index, leaves, ids, savedUpTo(firstSeq, width), wider);
    }

    private static List<Hash> leaves(Found bundle, long firstSeq, int width, List<UUID> ids) {
        MessageDigest sha256 = Sha256.digest();
        List<Hash> leaves = new ArrayList<>(width);
        ByteBuffer bytes = ByteBuffer.wrap(bundle.bytes());
        for (int i = 0; i < width; i++) {
            int at = i * Objects.RECORD;
            int length = Short.toUnsignedInt(bytes.getShort(at));
            LogFaultException.require(
                    length == Leaf.SIZE && bytes.get(at + VERSION_AT) == Leaf.VERSION,
                    LogFault.LEAF_FORM,
                    LogPlace.of(bundle.path()).at(firstSeq + i),
                    Leaf.SIZE + " bytes that begin with %02x".formatted(Leaf.VERSION),
                    length + " bytes that begin with %02x".formatted(bytes.get(at + VERSION_AT)));
            leaves.add(MerkleTree.leafHash(Arrays.copyOfRange(bundle.bytes(), at + 2, at + Objects.RECORD), sha256));
            ids.add(new UUID(bytes.getLong(at + ID_AT), bytes.getLong(at + ID_AT + Long.BYTES)));
        }
        return leaves;
    }

    private static void requireTile(Found tile, long firstSeq, List<Hash> leaves) {
        int wrong = firstDifference(tile.bytes(), leaves);
        if (wrong >= 0) {
            throw new LogFaultException(
                    LogFault.TILE_HASH,
                    LogPlace.of(tile.path()).at(firstSeq + wrong),
                    "the leaf hash of the entry, " + leaves.get(wrong).base64(),
                    hashAt(tile.bytes(), wrong).base64());
        }
    }

    /** Which of these hashes a tile does not hold; -1 if it holds them all. */
    static int firstDifference(byte[] tile, List<Hash> hashes) {
        byte[] expected = new byte[hashes.size() * Hash.SIZE];
        for (int i = 0; i < hashes.size(); i++) {
            hashes.get(i).copyTo(expected, i * Hash.SIZE);
        }
        int at = Arrays.mismatch(expected, 0, expected.length, tile, 0, expected.length);
        return at < 0 ? at : at / Hash.SIZE;
    }

    static Hash hashAt(byte[] tile, int place) {
        return Hash.of(Arrays.copyOfRange(tile, place * Hash.SIZE, (place + 1) * Hash.SIZE));
    }

    private List<SavedCheckpoint> savedUpTo(long firstSeq, int width) throws IOException {
        List<SavedCheckpoint> found = new ArrayList<>();
        for (long size : saved.within(firstSeq + 1, firstSeq + width)) {
            found.add(saved(size));
        }
        return found;
    }

    /** The checkpoint that was saved at a size that was listed. */
    SavedCheckpoint saved(long size) throws IOException {
        LogPlace place = LogPlace.of(SavedSizes.path(size));
        byte[] note = log.read(place.object(), SignedState.MAX_BYTES);
        if (note == null) {
            throw new IOException(place + " was listed and is gone");
        }
        return new SavedCheckpoint(place, saved(note, size, place));
    }

    private SignedState saved(byte[] note, long size, LogPlace place) {
        SignedState state = SignedState.read(note, place, keys);
        requireOrigin(state.checkpoint(), place);
        LogFaultException.require(
                state.checkpoint().size() == size,
                LogFault.CHECKPOINT_OTHER_SIZE,
                place,
                "size " + size,
                "size " + state.checkpoint().size());
        return state;
    }

    private void requireOrigin(Checkpoint checkpoint, LogPlace place) {
        LogFaultException.require(
                checkpoint.origin().equals(newest.origin()),
                LogFault.CHECKPOINT_OTHER_LOG,
                place,
                newest.origin(),
                checkpoint.origin());
    }
}
