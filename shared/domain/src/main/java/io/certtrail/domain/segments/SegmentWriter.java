package io.certtrail.domain.segments;

import io.certtrail.domain.publish.StoredObject;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.ledger.merkle.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Writes segments: first the object, then, once that has been read back and checked, the manifest that says that it is
 * sealed. Killed anywhere and begun again, or run by several at once, it writes the same. An object that another version
 * of this software or of its compression has left there, or that somebody has changed, is replaced. Safe for use by many
 * threads.
 */
public final class SegmentWriter {
    private final ArchiveStore store;

    public SegmentWriter(ArchiveStore store) {
        this.store = store;
    }

    /** What holds the leaves that were read back against the tree. */
    @FunctionalInterface
    public interface TreeCheck {
        /**
         * Checks them.
         *
         * @param fromSeq the place of the first
         * @throws RuntimeException if they are not the tree's
         */
        void require(long fromSeq, List<Hash> leaves);
    }

    /**
     * Seals a segment.
     *
     * @param draft all of its entries; nothing is added to it after this
     * @throws IllegalStateException if another writes other bytes there at the same time: to be tried again
     */
    public Manifest write(SegmentDraft draft, TreeCheck tree) {
        byte[] object = draft.object();
        String path = draft.path();
        put(path, object);
        byte[] readBack = store.read(path).map(StoredObject::content).orElseThrow(() -> busy(path));
        if (!Arrays.equals(readBack, object)) {
            throw busy(path);
        }
        List<Hash> leaves = leaves(draft, readBack);
        tree.require(draft.fromSeq(), leaves);
        Segment segment = draft.segment(Frontier.EMPTY.appendAll(leaves).root());
        Manifest manifest = new Manifest(
                segment,
                path,
                readBack.length,
                Hash.sha256(readBack),
                draft.lastBlock(),
                draft.chunks(),
                Optional.of(draft.lastLeaf()));
        put(SegmentPaths.manifest(segment), ManifestJson.bytes(manifest));
        return manifest;
    }

    /** Puts it there, unless it is: over anything else. */
    private void put(String path, byte[] content) {
        if (store.putIfAbsent(path, content)) {
            return;
        }
        Optional<StoredObject> there = store.read(path);
        boolean isOther =
                there.filter(object -> Arrays.equals(object.content(), content)).isEmpty();
        if (isOther
                && !there.map(object -> store.replace(path, object.version(), content))
                        .orElse(false)) {
            throw busy(path);
        }
    }

    private static List<Hash> leaves(SegmentDraft draft, byte[] object) {
        List<Hash> leaves = new ArrayList<>();
        for (Chunk chunk : draft.chunks()) {
            int from = Math.toIntExact(chunk.offset());
            byte[] bytes = Arrays.copyOfRange(object, from, from + chunk.length());
            for (LoggedEntry logged :
                    ChunkLines.unpack(draft.origin(), bytes, chunk.fromSeq(), chunk.entries(), chunk.lineBytes())) {
                leaves.add(logged.leaf().hash());
            }
        }
        return leaves;
    }

    private static IllegalStateException busy(String path) {
        return new IllegalStateException(
                "%s is not what was written there: another writes it at the same time, try again".formatted(path));
    }
}
